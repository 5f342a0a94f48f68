import type { Message } from "../format";
import type { create as source } from "../en/create";

export const create = {

} satisfies Record<keyof typeof source, Message>;
