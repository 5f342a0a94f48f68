import type { Message } from "../format";
import type { gather as source } from "../en/gather";

export const gather = {

} satisfies Record<keyof typeof source, Message>;
