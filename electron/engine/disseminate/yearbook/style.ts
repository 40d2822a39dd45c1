// How the pages of a yearbook look: on screen light or dark, on paper black on white. In: the rules of the fonts. Out:
// one style sheet.
import { fontFamily } from '#engine/disseminate/chart/fonts.ts'

export const yearbookStyle = (fonts: string): string => `${fonts}
:root{color-scheme:light dark;--paper:#fff;--ink:#1a1a1a;--soft:#52525b;--line:#c8c8d0;--accent:#0b4a7f;--shade:#f1f5f9;--mark:#8a1c20}
@media (prefers-color-scheme:dark){:root{--paper:#17181b;--ink:#ececec;--soft:#b5b8bf;--line:#4a4d55;--accent:#8ec5ff;--shade:#22252b;--mark:#ffb4b4}}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);scroll-padding-top:5rem}
body{margin:0;font:15px/1.55 '${fontFamily}',system-ui,sans-serif;font-variant-numeric:tabular-nums lining-nums}
a{color:var(--accent)}a:focus-visible,button:focus-visible,input:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem;z-index:9}
.top{display:flex;flex-wrap:wrap;gap:.75rem 1.5rem;align-items:end;justify-content:space-between;padding:.75rem 1.25rem;border-bottom:2px solid var(--accent);position:sticky;top:0;background:var(--paper);z-index:5}
.office{display:block;font-size:.8rem;color:var(--soft)}.book{font-weight:700;font-size:1.05rem;text-decoration:none}
.find{position:relative;flex:1 1 18rem;max-width:30rem}.find label{display:block;font-size:.8rem;color:var(--soft)}
.find input{width:100%;font:inherit;padding:.35rem .6rem;border:1px solid var(--soft);border-radius:4px;background:var(--paper);color:var(--ink)}
#found{position:absolute;left:0;right:0;top:100%;margin:2px 0 0;padding:0;list-style:none;background:var(--paper);border:1px solid var(--line);border-radius:4px;max-height:22rem;overflow:auto;z-index:6;box-shadow:0 4px 16px rgb(0 0 0/.2)}
#found li{padding:.35rem .6rem;cursor:pointer}#found li[aria-selected=true],#found li:hover{background:var(--shade)}#found small{display:block;color:var(--soft)}
.tools{display:flex;gap:.75rem;align-items:center}.tools button,.sort{font:inherit;color:inherit;background:none;border:1px solid var(--line);border-radius:4px;padding:.25rem .6rem;cursor:pointer;min-height:24px}
.trail ol{display:flex;flex-wrap:wrap;gap:.25rem .5rem;list-style:none;margin:.75rem 1.25rem 0;padding:0;font-size:.85rem}.trail li+li::before{content:"› ";color:var(--soft)}
main{max-width:75rem;margin:0 auto;padding:1rem 1.25rem 3rem}main:focus{outline:none}
h1{font-size:1.5rem;line-height:1.3;margin:.5rem 0 1rem;text-wrap:balance}h2{font-size:1.2rem;margin:2rem 0 .5rem}h3{font-size:1.05rem;margin:1.5rem 0 .5rem}
.mark{margin:.25rem 0 .75rem;padding:.35rem .75rem;border:2px solid var(--mark);color:var(--mark);font-weight:700;width:fit-content}
.watermark{display:none}
.note,.notes{font-size:.85rem;color:var(--soft)}.notes p{margin:0 0 .25rem}
.list{list-style:none;padding:0}.list>li{margin:0 0 .35rem}.chapters>li{margin:0 0 1.5rem}
.card{display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:space-between;border:1px solid var(--line);border-radius:6px;padding:.6rem .9rem;margin:.75rem 0}
.scroll{overflow:auto;max-width:100%;border-bottom:1px solid var(--line)}
table{border-collapse:collapse;min-width:100%;width:auto;line-height:1.4}col{width:auto!important}
caption{text-align:left;padding:0 0 .5rem}.title{font-weight:700}.title-en{font-style:italic}.unit-line{display:flex;justify-content:space-between;gap:1rem;font-size:.85rem}.unit{margin-left:auto}.status::before{content:"* "}
thead th{border:1px solid var(--line);padding:.35rem .5rem;vertical-align:bottom;background:var(--shade);font-weight:700;text-align:center;position:relative}
thead td.stub{border:1px solid var(--line);background:var(--shade)}thead .sort{margin-top:.25rem;padding:.1rem .4rem;font-size:.8rem}
tbody th{font-weight:400;text-align:left;padding:.25rem .75rem .25rem .5rem;min-width:12rem}tbody td{text-align:right;padding:.25rem .5rem;white-space:nowrap}
tbody tr:nth-child(even){background:var(--shade)}tr.total th,tr.total td,td.total,tr.group th{font-weight:700}tr.numbers{display:none}
.unit-in-head{font-weight:400;font-size:.9em}sup{font-weight:400;line-height:0}
.is-strong{font-weight:700}
figure{margin:1.25rem 0;max-width:100%}figure svg{max-width:100%;height:auto;background:#fff}figcaption{font-weight:700;margin-bottom:.25rem}
.pointed{position:fixed;z-index:8;max-width:22rem;padding:.35rem .6rem;background:var(--paper);color:var(--ink);border:1px solid var(--soft);border-radius:4px;font-size:.85rem;white-space:pre-line;pointer-events:none;box-shadow:0 2px 8px rgb(0 0 0/.25)}
details{margin:.5rem 0}summary{cursor:pointer;color:var(--accent);min-height:24px}
.data{border:1px solid var(--line)}.data th,.data td{padding:.2rem .5rem;border:1px solid var(--line)}
.downloads{display:flex;flex-wrap:wrap;gap:.5rem 1rem;margin:.75rem 0;padding:0;list-style:none}.downloads small{color:var(--soft)}
.turn{display:flex;justify-content:space-between;gap:1rem;margin:2rem 0 0}
.figure-panel{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.75rem;margin:1rem 0;padding:0}.panel-item{border-top:3px solid var(--accent);background:var(--shade);padding:.6rem .9rem}
.panel-label{font-size:.85rem}.panel-figure{font-size:1.5rem;font-weight:700;line-height:1.3}.panel-change{font-size:.85rem}
.bullet{padding-left:1.4em;text-indent:-1em}.bullet::before{content:"– "}
.hash{font-family:ui-monospace,monospace;font-size:.75rem;overflow-wrap:anywhere;white-space:normal}
footer{border-top:1px solid var(--line);padding:1rem 1.25rem;font-size:.85rem;color:var(--soft)}
@media print{@page{size:A4;margin:16mm}:root{--paper:#fff;--ink:#000;--soft:#333;--line:#888;--accent:#000;--shade:#fff;--mark:#000;color-scheme:light}
.top{position:static;border-bottom:.75pt solid #000}.find,.tools,.trail,.turn,.downloads,.skip,.sort,.pointed,summary,footer a{display:none}
body{font-size:9pt}h1{font-size:14pt}.scroll{overflow:visible}thead{display:table-header-group}tr,figure{break-inside:avoid}tbody tr:nth-child(even){background:none}
.watermark{display:flex;position:fixed;inset:0;z-index:-1;align-items:center;justify-content:center}.watermark span{font-size:36pt;font-weight:700;color:#e6e6e6;transform:rotate(-35deg);white-space:nowrap;text-transform:uppercase}}
`
