import type { Key } from "@/app/i18n";
import type { Stage } from "@/api/types";
import type { Tone } from "@/ui";

export const stages: Stage[] = ["idea", "writing", "review", "ready", "done"];
export const stageName: Record<Stage, Key> = { idea: "stage.idea", writing: "stage.writing", review: "stage.review", ready: "stage.ready", done: "stage.done" };
export const stageTone: Record<Stage, Tone> = { idea: "neutral", writing: "accent", review: "warn", ready: "info", done: "ok" };

/** Moves that people make themselves. What is in review leaves it by a signature or a return. */
const moves: Record<Stage, Stage[]> = { idea: ["writing", "done"], writing: ["idea", "done"], review: [], ready: ["writing", "done"], done: ["writing"] };
export const mayMove = (from: Stage, to: Stage): boolean => moves[from].includes(to);

export const overdue = (due: string | null, stage: Stage, now = Date.now()): boolean => due !== null && stage !== "done" && Date.parse(due) < now;
