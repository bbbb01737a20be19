/** Files as people have them, written anew for these tests, with what must be read from them. */
import type { ReadOptions } from "../../src/index.js";

export type CaseOfFile = {
  readonly title: string;
  readonly name: string;
  readonly content: string;
  readonly options?: ReadOptions;
  /** Names of texts with their skills; of directed texts those required and those taught. */
  readonly texts: readonly (readonly [string, ...(readonly string[])[]])[];
  /** Codes of the doubts. */
  readonly doubts?: readonly string[];
  readonly unlabelled?: number;
  readonly malformed?: number;
};

const course = (requires: string, teaches: string): string =>
  [
    ["l1", [], ["basics"]],
    ["l2", ["basics"], ["loops"]],
    ["l3", ["recursion"], ["lists"]],
    ["l4", ["lists"], ["recursion"]],
  ]
    .map(([slug, required, taught]) => JSON.stringify({ slug, [requires]: required, [teaches]: taught }))
    .join("\n");

const courseTexts: CaseOfFile["texts"] = [
  ["l1", [], ["basics"]],
  ["l2", ["basics"], ["loops"]],
  ["l3", ["recursion"], ["lists"]],
  ["l4", ["lists"], ["recursion"]],
];

const long = [
  "user_id,problem_id,skill,correct",
  "1,7374,fractions,0",
  "1,7374,percent,0",
  "1,7362,fractions,1",
  "1,7362,percent,1",
  "2,7421,ratio,1",
].join("\n");

const tagged = (cells: readonly [string, string, string]): string =>
  ["Id,Title,Tags", ...cells.map((cell, i) => `${i + 1},Title ${i + 1},${cell}`)].join("\n");

const threeTexts: CaseOfFile["texts"] = [
  ["1", ["loops", "python"]],
  ["2", ["python"]],
  ["3", ["list-comprehension", "loops"]],
];

const issues = JSON.stringify([
  { number: 1, title: "a", labels: [{ id: 1, name: "bug", color: "f00" }] },
  {
    number: 2,
    title: "b",
    labels: [
      { id: 1, name: "bug" },
      { id: 2, name: "docs" },
    ],
  },
  { number: 3, title: "c", labels: [] },
]);

const subtitles = [
  "1",
  "00:00:01,000 --> 00:00:03,500",
  "<i>I don't know,</i>",
  "but we'll see.",
  "",
  "2",
  "00:00:04,000 --> 00:00:06,000",
  "{\\an8}Why not?",
  "",
].join("\r\n");

const cueTexts: CaseOfFile["texts"] = [
  ["1", ["but", "don", "i", "know", "ll", "see", "t", "we"]],
  ["2", ["not", "why"]],
];

const quotes = [
  "id\tsentence\tskills",
  '1\t"Hello," she said.\tgreet|say',
  '2\t"Stop!\tstop',
  "3\tWhy not?\twhy|not",
].join("\n");

const quoteTexts: CaseOfFile["texts"] = [
  ["1", ["greet", "say"]],
  ["2", ["stop"]],
  ["3", ["not", "why"]],
];

const headerless = "1276\teng\tLet us go.\n1277\teng\tGo home.\n";

export const cases: readonly CaseOfFile[] = [
  {
    title: "a list as NumPy prints it",
    name: "items.csv",
    content: `id,tags\na,"['loops' 'lists']"\nb,['loops']\nc,"['lists' 'sorting']"\n`,
    texts: [
      ["a", ["lists", "loops"]],
      ["b", ["loops"]],
      ["c", ["lists", "sorting"]],
    ],
  },
  {
    title: "notes in plain text from Anki",
    name: "notes.txt",
    content:
      "#separator:tab\n#html:true\n#tags column:3\nEl gato.\tThe cat.\tnoun::m animals\nCome.\tEats.\tverb\n",
    texts: [
      ["1", ["animals", "noun::m"]],
      ["2", ["verb"]],
    ],
  },
  {
    title: "a long table, which is doubted",
    name: "rows.csv",
    content: long,
    texts: [
      ["7374", ["fractions"]],
      ["7374", ["percent"]],
      ["7362", ["fractions"]],
      ["7362", ["percent"]],
      ["7421", ["ratio"]],
    ],
    doubts: ["repeated-ids", "one-skill-each"],
  },
  {
    title: "a long table that is grouped",
    name: "rows.csv",
    content: long,
    options: { groupBy: "problem_id" },
    texts: [
      ["7374", ["fractions", "percent"]],
      ["7362", ["fractions", "percent"]],
      ["7421", ["ratio"]],
    ],
  },
  {
    title: "a title line before the header",
    name: "x.csv",
    content: "Export of 2026-01-06\nid;name;skills\n1;Alpha;loops|lists\n2;Beta;loops\n3;Gamma;lists|maps\n",
    texts: [
      ["1", ["lists", "loops"]],
      ["2", ["loops"]],
      ["3", ["lists", "maps"]],
    ],
  },
  {
    title: "labels that are objects with names",
    name: "issues.json",
    content: issues,
    texts: [
      ["a", ["bug"]],
      ["b", ["bug", "docs"]],
    ],
    unlabelled: 1,
  },
  {
    title: "a path into objects",
    name: "issues.json",
    content: issues,
    options: { fields: { skills: "labels.color", id: "number" } },
    texts: [["1", ["f00"]]],
    unlabelled: 2,
  },
  {
    title: "two columns of one name, which are both read and told",
    name: "c.csv",
    content: "id,tags,name,tags\n1,loops;lists,n1,\n2,loops,n2,maps\n3,,n3,lists\n",
    texts: [
      ["1", ["lists", "loops"]],
      ["2", ["loops", "maps"]],
      ["3", ["lists"]],
    ],
    doubts: ["same-column-twice"],
  },
  {
    title: "one of two columns of one name, by its number",
    name: "c.csv",
    content: "id,tags,name,tags\n1,loops;lists,n1,\n2,loops,n2,maps\n3,,n3,lists\n",
    options: { fields: { skills: "4" } },
    texts: [
      ["2", ["maps"]],
      ["3", ["lists"]],
    ],
    unlabelled: 1,
  },
  {
    title: "a key that stands twice, and several keys of skills, which is doubted",
    name: "j.jsonl",
    content: [
      '{"id":1,"skills":["a"],"skills":["b"]}',
      '{"id":2,"tags":["a"],"skills":["q","r"]}',
      '{"id":3,"keywords":["k"]}',
    ].join("\n"),
    texts: [
      ["1", ["b"]],
      ["2", ["q", "r"]],
    ],
    unlabelled: 1,
    doubts: ["two-columns-of-a-role", "repeated-keys"],
  },
  {
    title: "several columns that are named",
    name: "j.jsonl",
    content: '{"id":1,"tags":["a"],"skills":["b"]}\n{"id":2,"tags":"c;d"}\n',
    options: { fields: { skills: ["skills", "tags"] } },
    texts: [
      ["1", ["a", "b"]],
      ["2", ["c", "d"]],
    ],
  },
  {
    title: "columns that are numbered",
    name: "wide.csv",
    content: "id,topic,tag1,tag2,tag3\n1,math,a,b,\n2,math,a,,\n3,math,b,c,\n",
    texts: [
      ["1", ["a", "b"]],
      ["2", ["a"]],
      ["3", ["b", "c"]],
    ],
  },
  {
    title: "a table of zeros and ones",
    name: "qmatrix.csv",
    content: "id,loops,lists,maps\n1,1,1,0\n2,1,0,0\n3,0,1,1\n",
    texts: [
      ["1", ["lists", "loops"]],
      ["2", ["loops"]],
      ["3", ["lists", "maps"]],
    ],
  },
  ...(
    [
      ["<a><b>", ["<python><loops>", "<python>", "<loops><list-comprehension>"]],
      ["|a|b|", ["|python|loops|", "|python|", "|loops|list-comprehension|"]],
      ["#a #b", ["#python #loops", "#python", '"#loops, #list-comprehension"']],
      ["a / b", ["python / loops", "python", "loops / list-comprehension"]],
    ] as const
  ).map(([title, cells]) => ({
    title: `tags as ${title}`,
    name: "Posts.csv",
    content: tagged(cells),
    texts: threeTexts,
  })),
  {
    title: "tags with spaces between them, which is doubted",
    name: "space.csv",
    content: tagged(["python loops", "python", "loops list-comprehension"]),
    texts: [
      ["1", ["python loops"]],
      ["2", ["python"]],
      ["3", ["loops list-comprehension"]],
    ],
    doubts: ["one-skill-each"],
  },
  {
    title: "tags with spaces between them, once that is said",
    name: "space.csv",
    content: tagged(["python loops", "python", "loops list-comprehension"]),
    options: { skillsDelimiter: " " },
    texts: threeTexts,
  },
  ...["ep1.srt", "ep1.txt"].map((name) => ({
    title: `subtitles named ${name}`,
    name,
    content: subtitles,
    options: { words: true },
    texts: cueTexts,
  })),
  {
    title: "subtitles of the web",
    name: "ep1.vtt",
    content:
      "WEBVTT\n\nNOTE by hand\n\n00:01.000 --> 00:04.000 line:0\nNever <b>drink</b> it.\n\n00:05.000 --> 00:09.000\nIt will.\n",
    options: { words: true },
    texts: [
      ["1", ["drink", "it", "never"]],
      ["2", ["it", "will"]],
    ],
  },
  {
    title: "a note with front matter",
    name: "a.md",
    content: "---\ntags: [loops, lists]\n---\n# Title\nSome *text*.\n",
    texts: [["a.md", ["lists", "loops"]]],
  },
  ...["t.tsv", "t.txt"].map((name) => ({
    title: `fields that begin with a quote, in ${name}`,
    name,
    content: quotes,
    texts: quoteTexts,
  })),
  {
    title: "a quote that opens in one row and closes in another",
    name: "a.tsv",
    content:
      'id\ttags\tsentence\n1\tgreet;say\tPlain.\n2\tleave\t"He left.\n3\tcome\tShe came.\n4\tstay\tWe stayed."\n',
    texts: [
      ["1", ["greet", "say"]],
      ["2", ["leave"]],
      ["3", ["come"]],
      ["4", ["stay"]],
    ],
  },
  ...(
    [
      ["prerequisites", "concepts"],
      ["prerequisites", "teaches"],
      ["prereqs", "outcomes"],
      ["depends_on", "skills"],
      ["requires", "teaches"],
    ] as const
  ).map(([requires, teaches]) => ({
    title: `a course with ${requires} and ${teaches}`,
    name: "course.jsonl",
    content: course(requires, teaches),
    texts: courseTexts,
  })),
  {
    title: "a column of requirements that are about something else, which is doubted",
    name: "packages.jsonl",
    content:
      '{"name":"a","dependencies":["left-pad"],"tags":["x","y"]}\n{"name":"b","dependencies":[],"tags":["y"]}\n',
    texts: [
      ["a", ["x", "y"]],
      ["b", ["y"]],
    ],
    doubts: ["unused-column"],
  },
  {
    title: "no header, and a column of text by its number",
    name: "eng_sentences.tsv",
    content: headerless,
    options: { fields: { text: "3" } },
    texts: [
      ["1", ["go", "let", "us"]],
      ["2", ["go", "home"]],
    ],
  },
  {
    title: "no header in a table that is named .txt",
    name: "x.txt",
    content: headerless,
    options: { fields: { text: "3", id: "1" } },
    texts: [
      ["1276", ["go", "let", "us"]],
      ["1277", ["go", "home"]],
    ],
  },
  {
    title: "no header, and a column of skills by its number",
    name: "x.csv",
    content: "1;verb;ser\n2;verb,irregular;estar\n",
    options: { fields: { skills: "2", id: "3" } },
    texts: [
      ["ser", ["verb"]],
      ["estar", ["irregular", "verb"]],
    ],
  },
  {
    title: "a delimiter that changes, which is doubted",
    name: "delim.csv",
    content: ["id,skills", ...Array(1000).fill("a,x;y"), ...Array(2000).fill("b,p|q")].join("\n"),
    options: { groupBy: "id" },
    texts: [
      ["a", ["x", "y"]],
      ["b", ["p|q"]],
    ],
    doubts: ["other-separator"],
  },

  // Ten more of the same kinds.
  {
    title: "a table of a spreadsheet with a line sep=",
    name: "export.csv",
    content: "sep=;\r\nid;skills\r\n1;add,carry\r\n2;add\r\n",
    texts: [
      ["1", ["add", "carry"]],
      ["2", ["add"]],
    ],
  },
  {
    title: "tags in an object inside each record",
    name: "docs.jsonl",
    content: '{"id":"p","meta":{"tags":["a","b"]}}\n{"id":"q","meta":{"tags":["b"]}}\n{"id":"r","meta":{}}\n',
    texts: [
      ["p", ["a", "b"]],
      ["q", ["b"]],
    ],
    unlabelled: 1,
  },
  {
    title: "cells that hold lists of JSON",
    name: "lists.tsv",
    content: 'id\ttags\n1\t["a, b", "c"]\n2\t["c"]\n3\t[]\n',
    texts: [
      ["1", ["a, b", "c"]],
      ["2", ["c"]],
    ],
    unlabelled: 1,
  },
  {
    title: "cells with one skill a line",
    name: "lines.csv",
    content: 'id,skills\n1,"add\ncarry"\n2,add\n',
    texts: [
      ["1", ["add", "carry"]],
      ["2", ["add"]],
    ],
  },
  {
    title: "a table of yes and no with other columns",
    name: "yes.csv",
    content: "name,year,add,carry,borrow\nx,2020,yes,yes,no\ny,2021,yes,no,no\nz,2022,no,no,yes\n",
    texts: [
      ["x", ["add", "carry"]],
      ["y", ["add"]],
      ["z", ["borrow"]],
    ],
  },
  {
    title: "names with commas between semicolons, where more cells have commas, which is doubted",
    name: "papers.csv",
    content: 'id,keywords\n1,"Doe, Jane; Roe, Rich"\n2,"Roe, Rich"\n3,"Doe, Jane; Poe, Ed"\n',
    texts: [
      ["1", ["Doe", "Jane; Roe", "Rich"]],
      ["2", ["Rich", "Roe"]],
      ["3", ["Doe", "Ed", "Jane; Poe"]],
    ],
    doubts: ["other-separator"],
  },
  {
    title: "names with commas between semicolons, once that is said",
    name: "papers.csv",
    content: 'id,keywords\n1,"Doe, Jane; Roe, Rich"\n2,"Roe, Rich"\n3,"Doe, Jane; Poe, Ed"\n',
    options: { skillsDelimiter: ";" },
    texts: [
      ["1", ["Doe, Jane", "Roe, Rich"]],
      ["2", ["Roe, Rich"]],
      ["3", ["Doe, Jane", "Poe, Ed"]],
    ],
  },
  {
    title: "CSV from standard input, without a name that tells",
    name: "-",
    content: "id,tags\n1,a;b\n2,b\n",
    texts: [
      ["1", ["a", "b"]],
      ["2", ["b"]],
    ],
  },
  {
    title: "titles, an empty line and line ends of three kinds",
    name: "report.csv",
    content: "Report\r\n\r\nid,unit,skills\r1,I,add\n2,I,add;carry\r\n3,II,borrow\n4,II,add\n5,II,carry\n",
    texts: [
      ["1", ["add"]],
      ["2", ["add", "carry"]],
      ["3", ["borrow"]],
      ["4", ["add"]],
      ["5", ["carry"]],
    ],
  },
  {
    title: "a column of texts that all have the same number of skills, which is doubted",
    name: "pairs.csv",
    content: ["id,topics", ...Array.from({ length: 12 }, (_, i) => `${i},t${i % 5};t${(i + 1) % 5}`)].join(
      "\n",
    ),
    texts: Array.from({ length: 12 }, (_, i) => [
      String(i),
      [`t${i % 5}`, `t${(i + 1) % 5}`].sort((a, b) => (a < b ? -1 : 1)),
    ]),
    doubts: ["same-number-each"],
  },
  {
    title: "a file of which most rows cannot be read, which is doubted",
    name: "ragged.csv",
    content: "id,skills\n1,a;b\n2,c,d\n3,e,f\n4,g,h\n",
    texts: [["1", ["a", "b"]]],
    malformed: 3,
    doubts: ["mostly-malformed"],
  },
];
