export function PublishDrawer(_: { story: string; onClose: () => void }) { return null; }
