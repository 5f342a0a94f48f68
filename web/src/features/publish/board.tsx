export function PublishBoard() { return null; }
