import type { en } from "./en";
import type { Message } from "./format";
import { app } from "./zh/app";
import { ui } from "./zh/ui";
import { people } from "./zh/people";
import { gather } from "./zh/gather";
import { create } from "./zh/create";
import { review } from "./zh/review";
import { publish } from "./zh/publish";
import { insight } from "./zh/insight";
import { ops } from "./zh/ops";

/** Every text of the app in simplified Chinese. */
export const zh = { ...app, ...ui, ...people, ...gather, ...create, ...review, ...publish, ...insight, ...ops } satisfies Record<keyof typeof en, Message>;
