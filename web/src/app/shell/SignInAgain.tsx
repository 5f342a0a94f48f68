import { useEffect, useState, type FormEvent } from "react";
import { onSessionEnded } from "@/api/client";
import { signIn } from "@/api/people";
import { queries, useWrite } from "@/api/query";
import { peekSession, useSession } from "@/api/session";
import { useT } from "@/app/i18n";
import { Banner, Button, Dialog, explain, Field } from "@/ui";

/** The session has ended while work lies on the screen: nothing is left behind, signing in goes on in place. */
export function SignInAgain() {
  const t = useT();
  const { user } = useSession();
  const [ended, setEnded] = useState(false);
  const [password, setPassword] = useState("");
  const [code, setCode] = useState<string | null>(null);
  useEffect(() => onSessionEnded(() => peekSession()?.state === "signed_in" && setEnded(true)), []);
  const again = useWrite(() => signIn({ login: user?.login ?? "", password, ...(code && { code }) }), {
    onSuccess: (answer) => {
      if (answer.state === "code_required") {
        setCode("");
        return;
      }
      setEnded(false);
      setPassword("");
      setCode(null);
      void queries.invalidateQueries();
      window.dispatchEvent(new Event("galley:signed-in"));
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    again.mutate();
  };
  return (
    <Dialog title={t("again.title")} isOpen={ended} onClose={() => {}} sticky>
      <form onSubmit={send} style={{ display: "grid", gap: 16 }}>
        <p>{t("again.text")}</p>
        {again.isError && <Banner tone="bad">{explain(again.error, t)}</Banner>}
        <Field label={t("entry.password")} type="password" autoComplete="current-password" value={password} onChange={setPassword} autoFocus />
        {code !== null && <Field label={t("entry.code")} value={code} onChange={setCode} inputMode="numeric" autoComplete="one-time-code" />}
        <Button look="primary" type="submit" isPending={again.isPending}>{t("entry.sign_in")}</Button>
      </form>
    </Dialog>
  );
}
