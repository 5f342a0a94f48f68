import { useNavigate } from "@tanstack/react-router";
import { newStory } from "@/api/create";
import { refetch, useWrite } from "@/api/query";
import { rememberDesk, usualDesk, useSession } from "@/api/session";
import { toast, toastTrouble } from "@/ui";
import { useT, type Key } from "./i18n";

/** What may be missing for a story, how one gets it, and where those who hold `right` help themselves. */
type Gap = { what: Key; how: Key; myself: Key; right: string; to: "/admin/people" | "/admin/desks" };
const gaps = {
  right: { what: "story.no_right", how: "story.no_right_how", myself: "story.no_right_myself", right: "person.manage", to: "/admin/people" },
  desk: { what: "story.no_desk", how: "story.no_desk_how", myself: "story.no_desk_myself", right: "desk.manage", to: "/admin/desks" },
} satisfies Record<string, Gap>;

/** One press: the story exists and its editor is open, ready for the text. Who cannot start one is told what is missing, and the way to it. */
export function useNewStory() {
  const t = useT();
  const navigate = useNavigate();
  const session = useSession();
  const write = useWrite((desk: string) => newStory(desk), {
    onSuccess: (story) => {
      refetch("stories");
      void navigate({ to: "/stories/$story", params: { story: story.id }, search: { fresh: "1" } as never });
    },
    onError: (problem) => toastTrouble(t("story.not_created"), problem, t),
  });
  const allowed = session.rights.includes("story.create");
  const tell = ({ what, how, myself, right, to }: Gap) => {
    const may = session.rights.includes(right);
    toast(t(what), { bad: true, sub: t(may ? myself : how), ...(may && { action: { label: t("story.go_there"), run: () => void navigate({ to }) } }) });
  };
  const now = (desk = usualDesk(session)) => {
    if (write.isPending) return;
    if (!allowed) return tell(gaps.right);
    if (!desk) return tell(gaps.desk);
    rememberDesk(desk);
    write.mutate(desk);
  };
  return { now, isPending: write.isPending, desks: session.desks, allowed };
}
