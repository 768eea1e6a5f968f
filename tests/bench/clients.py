"""One client of `tests.bench.calls` at work: reads articles through an endpoint and tells wall, processor time, memory.

    python -m tests.bench.clients NAME URL ARTICLES.json ARTICLES IN_FLIGHT

Each runs in a process of its own, so that none pays for another's imports; ten calls before, in which tables are
loaded, are not counted.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Call = Callable[[str], Awaitable[object]]

WARM = 10

os.environ.setdefault("OPENAI_API_KEY", "none")


def _messages(text: str) -> list[dict[str, str]]:
    from summarizer import prompting

    rendered = prompting.load("reading").render(article=text, mark="0" * 16, outlet=None, part=1, parts=1)
    return [{"role": role, "content": content} for role, content in rendered.items()]


def sdk(url: str, *, over: str = "httpx", retries: int = 0) -> Call:
    """The SDK as it is, JSON asked for by schema; nothing is validated."""
    import openai

    from summarizer.engines.llm.schema import reading_schema

    http: Any = openai.DefaultAioHttpClient() if over == "aiohttp" else None
    client = openai.AsyncOpenAI(base_url=url, max_retries=retries, http_client=http)
    schema = {"name": "reading", "strict": True, "schema": reading_schema()}
    form: Any = {"type": "json_schema", "json_schema": schema}

    async def call(text: str) -> object:
        messages: Any = _messages(text)
        return await client.chat.completions.create(model="fixed", messages=messages, response_format=form)

    return call


def instructor_as_shipped(url: str) -> Call:
    """Instructor as its examples show it: the pydantic model as `response_model`, tools mode."""
    import instructor
    import openai

    from summarizer.models.reading import Reading

    client: Any = instructor.from_openai(openai.AsyncOpenAI(base_url=url, max_retries=0))

    async def call(text: str) -> object:
        return await client.chat.completions.create(
            model="fixed", messages=_messages(text), response_model=Reading, strict=False
        )

    return call


def langextract(url: str) -> Call:
    """LangExtract, the document whole, one worker a call."""
    import langextract as lx

    example = lx.data.ExampleData(
        text="Envoy Brandal said the dam would stay open.",
        extractions=[
            lx.data.Extraction(
                extraction_class="position",
                extraction_text="the dam would stay open",
                attributes={"speaker": "Brandal"},
            )
        ],
    )
    config = lx.factory.ModelConfig(
        model_id="gpt-4o-mini",
        provider="OpenAILanguageModel",
        provider_kwargs={"api_key": "none", "base_url": url, "max_workers": 1},
    )
    model = lx.factory.create_model(config)

    async def call(text: str) -> object:
        return await asyncio.to_thread(
            lx.extract,
            text_or_documents=text,
            prompt_description="Extract the positions.",
            examples=[example],
            model=model,
            max_char_buffer=100_000,
            show_progress=False,
            fence_output=False,
            use_schema_constraints=False,
        )

    return call


def litellm(url: str) -> Call:
    """LiteLLM's completion; nothing is validated."""
    import litellm as library

    async def call(text: str) -> object:
        messages = [{"role": "user", "content": f"Extract the positions.\n\n{text}"}]
        return await library.acompletion(
            model="openai/fixed", api_base=url, api_key="none", messages=messages, num_retries=0
        )

    return call


CLIENTS = {
    "litellm": litellm,
    "sdk": sdk,
    "sdk-aiohttp": lambda url: sdk(url, over="aiohttp"),
    "instructor": instructor_as_shipped,
    "langextract": langextract,
}


async def many(call: Call, texts: list[str], in_flight: int) -> dict[str, float]:
    """Figures of reading all texts with so many calls under way."""
    places = asyncio.Semaphore(in_flight)
    failed = 0

    async def one(text: str) -> None:
        nonlocal failed
        async with places:
            try:
                await call(text)
            except Exception as error:  # noqa: BLE001 - a peer's failure is counted
                failed += 1
                if failed == 1:
                    print(f"{type(error).__name__}: {error}"[:300], file=sys.stderr)

    if in_flight > 100:
        from concurrent.futures import ThreadPoolExecutor

        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(in_flight))
    for text in texts[-WARM:]:
        await one(text)
    failed = 0
    wall, cpu = time.monotonic(), time.process_time()
    await asyncio.gather(*(one(text) for text in texts))
    return {"wall": time.monotonic() - wall, "cpu": time.process_time() - cpu, "failed": failed}


def ours(
    url: str, texts: list[str], in_flight: int, *, cache: bool = False, repair: bool = False
) -> dict[str, float]:
    """`summarizer corpus`: from lines of JSON to records on the disk, each quote grounded, each brief fused."""
    from summarizer.corpus import run
    from summarizer.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            model="fixed",
            base_url=url,
            concurrency=in_flight,
            cache=cache,
            cache_dir=Path(folder, "cache"),
            mode="json_schema",
            repair=repair,
        )
        warm, source = Path(folder, "warm.jsonl"), Path(folder, "articles.jsonl")
        warm.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts[-WARM:]), "utf-8")
        source.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
        run([warm], Path(folder, "warm.out"), settings=settings)
        wall, cpu = time.monotonic(), time.process_time()
        summary = run([source], Path(folder, "out"), settings=settings)
        return {
            "wall": time.monotonic() - wall,
            "cpu": time.process_time() - cpu,
            "failed": len(texts) - summary.ok,
        }


def main() -> None:
    """Print the figures of one client as JSON."""
    name, url, file, articles, in_flight = sys.argv[1:]
    given = json.loads(Path(file).read_text("utf-8"))
    texts = [
        f"{given[number % len(given)]}\n\nThis is dispatch number {number}.\n"
        for number in range(int(articles))
    ]
    if name.startswith("summarizer"):
        figures = ours(
            url, texts, int(in_flight), cache=name.endswith("cache"), repair=name.endswith("repair")
        )
    else:
        figures = asyncio.run(many(CLIENTS[name](url), texts, int(in_flight)))
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps(figures | {"mb": usage.ru_maxrss / 1024}))


if __name__ == "__main__":
    main()
