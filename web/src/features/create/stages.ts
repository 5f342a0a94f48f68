import type { Key } from "@/app/i18n";
import type { Stage } from "@/api/types";
import type { Tone } from "@/ui";

export const stages: Stage[] = ["idea", "writing", "review", "ready", "done"];
export const stageName: Record<Stage, Key> = { idea: "stage.idea", writing: "stage.writing", review: "stage.review", ready: "stage.ready", done: "stage.done" };
export const stageTone: Record<Stage, Tone> = { idea: "neutral", writing: "accent", review: "warn", ready: "info", done: "ok" };

export const overdue = (due: string | null, stage: Stage, now = Date.now()): boolean => due !== null && stage !== "done" && Date.parse(due) < now;
