import { darkPalette, lightPalette } from "@onset/charts";
import { html, type Markup } from "./markup.js";

/** A part of a page with its heading. */
export type Section = { readonly id: string; readonly title: string; readonly body: Markup };

// Colours: text, paper, lines, and those of charts.
const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --quiet: #59636e; --paper: #ffffff; --raised: #f6f8fa; --rule: #d5dbe1;
  --measured: ${lightPalette.series[0]}; --theory: ${lightPalette.mark}; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --quiet: #9aa6b2; --paper: #0f1318; --raised: #171d24; --rule: #313a44;
    --measured: ${darkPalette.series[0]}; --theory: ${darkPalette.mark}; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2.75rem 0 .5rem; } h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: .4rem 0; max-width: 46rem; }
a { color: var(--measured); }
.quiet { color: var(--quiet); } dt.doubt { color: var(--theory); font-weight: 600; }
.verdict { margin: 1rem 0; padding: .3rem 1rem; border-left: 4px solid var(--measured); font-size: 1.15rem; } .names { color: var(--quiet); font-size: .92rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(12.5rem, 46%), 1fr)); gap: .75rem; margin: 1.25rem 0; padding: 0; list-style: none; }
.facts li { background: var(--raised); border: 1px solid var(--rule); border-radius: .5rem; padding: .6rem .8rem; }
.facts b { display: block; font-size: 1.45rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
.facts span { display: block; font-size: .85rem; color: var(--quiet); }
.meter { height: .4rem; margin-top: .4rem; border-radius: .2rem; background: var(--rule); overflow: hidden; }
.meter i { display: block; height: 100%; background: var(--measured); } .meter .theory { background: var(--theory); } .meter .cap { background: var(--quiet); }
figure { margin: 1rem 0; }
figure > svg, .chart div > svg { width: 100%; height: auto; overflow: visible; } .chart { font-variant-numeric: tabular-nums; } .narrow { display: none; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .25rem 0 .5rem; padding: 0; list-style: none; font-size: .88rem; color: var(--quiet); }
.legend svg { vertical-align: middle; overflow: visible; }
.node-name { font-size: 12px; }
.edge { stroke: var(--quiet); stroke-opacity: .35; } .node { fill: var(--measured); stroke: var(--paper); }
.node-name { fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
details { margin: .5rem 0; } summary { cursor: pointer; color: var(--measured); }
div.wide:not(.chart *) { overflow-x: auto; border: 1px solid var(--rule); border-radius: .4rem; margin: .5rem 0; }
details .wide { max-height: 30rem; overflow-y: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .3rem .7rem; border-bottom: 1px solid var(--rule); vertical-align: top; overflow-wrap: anywhere; }
th { position: sticky; top: 0; overflow-wrap: normal; background: var(--raised); font-weight: 600; }
tr:last-child td { border-bottom: 0; }
td:not(.number) { min-width: 6rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; } td.number { white-space: nowrap; }
code, pre { font: .88rem/1.5 ui-monospace, monospace; } pre { background: var(--raised); border: 1px solid var(--rule); border-radius: .4rem; padding: .7rem .9rem; overflow-x: auto; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.25rem; margin: .75rem 0; } dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; padding: 0; list-style: none; font-size: .92rem; }
@media (max-width: 40rem) {
  body { padding: 1.25rem 1rem 3rem; } th, td { padding: .3rem .5rem; }
  .chart .wide { display: none; } .narrow { display: block; } .node-name { font-size: 20px; stroke-width: 5px; } .minor { display: none; }
}
@media print { details { display: block; } .wide { max-height: none; overflow: visible; } nav { display: none; } }
`;

/** A page that stands by itself: no script, nothing from the network, light and dark as the reader has it. */
export function page(title: string, lead: Markup, sections: readonly Section[]): string {
  const contents = sections.map((section) => html`<li><a href="#${section.id}">${section.title}</a></li>`);
  const body = sections.map(
    (section) => html`<section id="${section.id}"><h2>${section.title}</h2>\n${section.body}</section>\n`,
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${{ html: style }}</style>
</head>
<body>
<header><h1>${title}</h1>
${lead}
<nav aria-label="Contents"><ul>${contents}</ul></nav></header>
<main>
${body}</main>
</body>
</html>
`.html;
}
