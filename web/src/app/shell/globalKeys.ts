import { useNavigate } from "@tanstack/react-router";
import { useShortcuts } from "@/app/shortcuts/use";
import { useNewStory } from "@/app/newStory";

export function useGlobalKeys({ palette, help }: { palette: () => void; help: () => void }): void {
  const navigate = useNavigate();
  const create = useNewStory();
  useShortcuts("global", {
    palette, help, search: palette,
    create: () => create.now(),
    go_inbox: () => void navigate({ to: "/gather/inbox" }),
    go_board: () => void navigate({ to: "/create/board" }),
    go_review: () => void navigate({ to: "/review" }),
    go_publish: () => void navigate({ to: "/publish" }),
    go_me: () => void navigate({ to: "/me" }),
  });
}
