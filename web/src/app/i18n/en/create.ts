import type { Message } from "../format";

export const create = {

} as const satisfies Record<string, Message>;
