import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import * as api from "@/api/create";
import { asProblem } from "@/api/problem";
import { refetch, useWrite } from "@/api/query";
import type { AiUse, Story } from "@/api/types";
import { hasMessage, useT } from "@/app/i18n";
import { toast, toastTrouble } from "@/ui";

export type Submitting = { run: () => void; isPending: boolean; aiUse: AiUse; setAiUse: (use: AiUse) => void };

/** Saves what is open, submits, and tells when the proof is ready. */
export function useSubmit(story: Story, save: () => Promise<boolean>): Submitting {
  const t = useT();
  const navigate = useNavigate();
  const [aiUse, setAiUse] = useState<AiUse>("none");
  const [waiting, setWaiting] = useState<string | null>(null);
  const proof = useQuery({ ...api.proof(waiting ?? ""), enabled: waiting !== null });
  const write = useWrite(
    async () => {
      if (!(await save())) throw asProblem(new Error("unsaved"));
      return api.submit(story.id, aiUse, "");
    },
    {
      onSuccess: (answer) => {
        setWaiting(answer.proof);
        refetch("story", "stories", "revisions", "cases");
        toast(t("submit.done"), { action: { label: t("submit.to_review"), run: () => void navigate({ to: "/review" }) } });
      },
      onError: (problem) => {
        const missing = problem.fields.map((each) => each.pointer.replace("/", "")).filter((name) => hasMessage(`field.${name}`));
        if (missing.length > 0) toast(t("submit.failed"), { bad: true, sub: t("submit.missing", { fields: missing.map((name) => t(`field.${name}` as "field.headline")).join(t("submit.and")) }) });
        else toastTrouble(t("submit.failed"), problem, t);
      },
    },
  );
  const state = proof.data?.state;
  useEffect(() => {
    if (state === undefined || state === "building") return;
    setWaiting(null);
    refetch("cases", "revisions");
    if (state === "failed") toast(t("submit.proof_failed"), { bad: true });
  }, [state, proof.data, t]);
  return { run: () => !write.isPending && write.mutate(), isPending: write.isPending, aiUse, setAiUse };
}
