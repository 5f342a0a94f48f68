import type { Message } from "../format";
import type { review as source } from "../en/review";

export const review = {

} satisfies Record<keyof typeof source, Message>;
