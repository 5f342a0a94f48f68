import { app } from "./en/app";
import { ui } from "./en/ui";
import { people } from "./en/people";
import { gather } from "./en/gather";
import { create } from "./en/create";
import { review } from "./en/review";
import { publish } from "./en/publish";
import { insight } from "./en/insight";
import { ops } from "./en/ops";

/** Every text of the app in English; its keys are the keys of all languages. */
export const en = { ...app, ...ui, ...people, ...gather, ...create, ...review, ...publish, ...insight, ...ops } as const;
