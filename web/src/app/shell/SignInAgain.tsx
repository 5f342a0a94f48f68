import { useState, type FormEvent } from "react";
import { signIn } from "@/api/people";
import { useWrite } from "@/api/query";
import { useSession } from "@/api/session";
import { useT } from "@/app/i18n";
import { Banner, Button, Dialog, explain, Field } from "@/ui";

/** The session has ended while work lies on the screen: nothing is left behind, signing in goes on in place. */
export function SignInAgain({ onDone }: { onDone: () => void }) {
  const t = useT();
  const { user } = useSession();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState<string | null>(null);
  const again = useWrite(() => signIn({ login: user?.login ?? "", password, ...(code && { code }) }), {
    onSuccess: (answer) => {
      if (answer.state === "code_required") setCode("");
      else onDone();
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    again.mutate();
  };
  return (
    <Dialog title={t("again.title")} isOpen onClose={() => {}} sticky>
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
