import type { Message } from "../format";

export const insight = {
  "insight.title": "Performance",
  "insight.open_editor": "Open in the editor",
  "insight.reads": "Reads",
  "insight.reads_hint": "Pages opened, counted live",
  "insight.average": "Time on the page",
  "insight.average_hint": "Active time per read",
  "insight.by_minute": "Reads over time",
  "insight.no_reads": "No reads yet",
  "insight.no_reads_text": "The first numbers appear seconds after somebody opens the live page.",
  "insight.at": { one: "{time}: {count} read", other: "{time}: {count} reads" },
  "insight.chart": { one: "Bar chart of {n} read over time", other: "Bar chart of {n} reads over time" },
  "insight.time": "Time",
  "insight.where": "Where it is out",
  "insight.nowhere": "Not published yet.",
} as const satisfies Record<string, Message>;
