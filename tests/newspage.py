"""A realistic news page around an article: navigation, consent, teasers, related boxes, comments, a footer."""

from __future__ import annotations

import json
from html import escape

RELATED = (
    "Three soldiers killed as Turkey and Israel trade fire near Quneitra",
    "Iran calls any talks with Washington a red line, envoy warns in Muscat",
)


def page_of(paragraphs: list[str], *, headline: str, outlet: str, published: str | None) -> str:
    """HTML of a page whose article has this headline and these paragraphs."""
    data: dict[str, object] = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": headline}
    data["publisher"] = {"@type": "Organization", "name": outlet}
    if published:
        data["datePublished"] = f"{published}T18:30:00+00:00"
    middle = len(paragraphs) // 2
    body = ["<p>" + escape(p).replace("\n", "<br>\n") + "</p>" for p in paragraphs]
    body.insert(
        middle,
        '<div class="related-articles"><h4>Read more</h4><ul>'
        + "".join(f'<li><a href="/{n}">{escape(t)}</a></li>' for n, t in enumerate(RELATED))
        + "</ul></div>",
    )
    body.insert(1, '<div class="ad-slot" id="ad-1"><span>Advertisement</span></div>')
    lines = "\n".join(body)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(headline)} | {escape(outlet)}</title>
<meta property="og:site_name" content="{escape(outlet)}">
<script type="application/ld+json">{json.dumps(data)}</script>
<script>window.dataLayer = [];</script></head>
<body class="single single-post has-sidebar">
<div class="cookie-banner" role="dialog"><p>We and our 812 partners store and access information on your device. You can
change your mind at any time.</p><button>Accept all</button><button>Reject</button></div>
<header class="site-header"><a class="logo" href="/">{escape(outlet)}</a><div class="date">Thursday, June 5, 2031</div>
<nav><ul><li><a href="/world">World</a></li><li><a href="/politics">Politics</a></li><li><a href="/opinion">Opinion</a></li></ul></nav></header>
<div class="layout"><main id="content"><article class="post">
<header class="entry-header"><h1 class="entry-title">{escape(headline)}</h1>
<div class="share-buttons"><a href="#">Share</a><a href="#">Tweet</a></div></header>
<div class="entry-content">
{lines}
<p class="newsletter-signup">Sign up for our newsletter and never miss a story from the region.</p>
</div></article>
<section class="comments-area" id="comments"><h3>2 comments</h3>
<ol class="commentlist"><li><p>Both ministers are lying, they signed a secret deal to partition the whole country last week.</p></li>
<li><p>Turkey will attack if Israel crosses the red line, the president said so himself on Monday.</p></li></ol>
<form><label>Name</label><input name="n"><textarea></textarea><button>Post comment</button></form></section></main>
<aside class="sidebar"><h3>Latest News</h3><ul>
<li><a href="/a">Envoys of Iran and Oman open talks on shipping in Muscat on Friday</a></li>
<li><a href="/b">Egypt warns Sudan over the dam, minister says it will not accept delay</a></li></ul>
<div class="widget"><h3>Most read</h3><p>Norway and Iceland agree on mackerel after a night of talks in Bergen.</p></div></aside></div>
<footer><p>© 2031 {escape(outlet)}. All rights reserved.</p><ul><li><a href="/about">About us</a></li></ul></footer>
</body></html>"""
