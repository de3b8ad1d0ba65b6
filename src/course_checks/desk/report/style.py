"""The style sheet of the report: calm paper, one column, light and dark, a phone, and grey print."""

STYLE = """
:root{color-scheme:light dark;--paper:#fdfcf9;--ink:#1f2328;--quiet:#5b6169;--rule:#d8d5cc;--mark:#33553f;
--soft:#e3e9e4;--again:#8a4b00;--wash:#f4f1ea}
@media (prefers-color-scheme:dark){:root{--paper:#15171a;--ink:#e6e6e3;--quiet:#a5abb3;--rule:#3a3e44;
--mark:#9fc7ad;--soft:#2a3a30;--again:#f0b35f;--wash:#1d2024}}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:1.5rem 1rem 4rem;max-width:72rem;font:1.0625rem/1.6 Charter,"Bitstream Charter",
"Sitka Text",Cambria,serif;overflow-wrap:break-word}
h1,h2,h3,h4,table,figure,summary,dl,.meta,nav,footer{font-family:system-ui,sans-serif}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.3rem;line-height:1.3;margin:3rem 0 .5rem;padding-top:.75rem;border-top:1px solid var(--rule)}
h3{font-size:1.08rem;line-height:1.35;margin:2rem 0 .35rem}
h4{font-size:1rem;margin:1.25rem 0 .25rem}
p,li,dd{max-width:66ch}
p{margin:.5rem 0}
a{color:inherit;text-decoration-color:var(--mark);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible{outline:2px solid var(--mark);outline-offset:2px}
.meta,.held,.none,.quiet,caption,figcaption{color:var(--quiet)}
.meta{font-size:.9rem;margin:.15rem 0}
.held{white-space:nowrap}
.none{font-size:.85rem}
.first{background:var(--wash);border-left:4px solid var(--again);padding:.75rem 1rem 1rem;margin:1.25rem 0 2rem;
max-width:46rem}
.first h2{margin:0 0 .5rem;padding:0;border:0}
.first ol{padding-left:1.4rem;margin:.5rem 0}
.first ol>li{margin:0 0 1.25rem}
.first ol>li::marker{font-weight:700;font-family:system-ui,sans-serif}
.headline{font-weight:700;font-family:system-ui,sans-serif;font-size:1.08rem}
.held{font-weight:400}
.said{border-left:3px solid var(--rule);padding-left:.75rem;margin:.4rem 0}
.passages{list-style:none;padding:0;margin:.35rem 0}
.passages li{margin:.25rem 0}
.passages b{font-family:system-ui,sans-serif}
.notes li{margin:.35rem 0}
nav ul{list-style:none;padding:0;margin:.5rem 0;display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;font-size:.95rem}
nav a{display:inline-block;padding:.2rem 0}
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.4;margin:.75rem 0}
caption{text-align:left;font-size:.9rem;padding-bottom:.35rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem .4rem 0;border-bottom:1px solid var(--rule);
font-variant-numeric:tabular-nums}
th{font-weight:600}
thead th{border-bottom:1.5px solid var(--ink);vertical-align:bottom}
tbody th{font-weight:400;min-width:11rem}
tbody th b{font-weight:600}
.flag{color:var(--again);font-weight:600}
.key{font-weight:700}
.prompt{display:block;color:var(--quiet);font-size:.85rem}
details{margin:.35rem 0}
summary{cursor:pointer;padding:.3rem 0;font-size:.95rem}
details[open]>:not(summary){margin-left:1rem}
dl{font-size:.9rem;line-height:1.45;margin:.35rem 0}
dt{font-weight:600;margin-top:.5rem}
dt .prompt{display:inline;font-weight:400}
dd{margin:0}
pre{font:.85rem/1.5 ui-monospace,Consolas,monospace;background:var(--wash);padding:.6rem .75rem;margin:.35rem 0;
white-space:pre-wrap;overflow-wrap:anywhere}
.side{display:grid;gap:0 2rem;align-items:start}
figure{margin:.75rem 0;max-width:24rem}
figcaption{font-size:.85rem;line-height:1.4}
svg.plot{display:block;width:100%;height:auto;font:13px system-ui,sans-serif;fill:currentColor}
.plot .background{fill:none}
.plot text{fill:currentColor;stroke:none}
.plot .axis.x text{text-anchor:middle}
.plot .axis.y text{text-anchor:end;dominant-baseline:middle}
.plot .line{fill:none;stroke:var(--rule);stroke-width:1}
.plot .bar rect{fill:var(--soft);stroke:var(--mark);stroke-width:1.5}
.plot .ci path{fill:none;stroke:var(--ink);stroke-width:1.5}
footer{margin-top:3rem;border-top:1px solid var(--rule);font-size:.9rem;color:var(--quiet)}
@media screen and (max-width:46rem){
table,thead,tbody,tr,th,td,caption{display:block}
thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden;white-space:nowrap}
tr{padding:.5rem 0;border-bottom:1px solid var(--rule)}
tbody th,tbody td{border:0;padding:.1rem 0}
td[data-column]::before{content:attr(data-column) ": ";color:var(--quiet)}
}
@media (min-width:70rem){.side{grid-template-columns:minmax(0,1fr) 21rem}}
@media print{
:root{--paper:#fff;--ink:#000;--quiet:#444;--rule:#999;--mark:#000;--soft:#ddd;--again:#000;--wash:#fff}
html{font-size:10.5pt}
body{max-width:none;padding:0}
nav,.answers:not([open]){display:none}
.first{border:1.5px solid #000;border-left-width:4px}
h2,h3,h4,caption{break-after:avoid}
tr,li,figure,pre,.said{break-inside:avoid}
.side{display:block}
figure{max-width:9cm}
a{text-decoration:none}
}
"""
