import { useNavigate } from "@tanstack/react-router";
import { newStory } from "@/api/create";
import { refetch, useWrite } from "@/api/query";
import { rememberDesk, usualDesk, useSession } from "@/api/session";
import { toast, toastTrouble } from "@/ui";
import { useT } from "./i18n";

/** One press: the story exists and its editor is open, ready for the text. */
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
  const now = (desk = usualDesk(session)) => {
    if (write.isPending || !session.rights.includes("story.create")) return;
    if (!desk) {
      toast(t("story.no_desk"), { bad: true });
      return;
    }
    rememberDesk(desk);
    write.mutate(desk);
  };
  return { now, isPending: write.isPending, desks: session.desks, allowed: session.rights.includes("story.create") };
}
