import type { Message } from "../format";
import type { publish as source } from "../en/publish";

export const publish = {

} satisfies Record<keyof typeof source, Message>;
