import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { acceptInvitation, recover, setUp, signIn } from "@/api/people";
import { Problem } from "@/api/problem";
import { useWrite } from "@/api/query";
import { peekSession, reloadSession, useSession } from "@/api/session";
import { useI18n } from "@/app/i18n";
import { safePath } from "@/app/search";
import { Button, explainField, Field, toast } from "@/ui";
import { EntryFrame } from "./EntryFrame";

/** Goes into the app once the server has given a session. */
function useEnter() {
  const navigate = useNavigate();
  return async (to = "/") => {
    await reloadSession();
    await navigate({ href: to } as never);
  };
}

const shortPassword = (password: string): boolean => [...password].length < 8;

export function SetUp() {
  const { t, locale } = useI18n();
  const session = useSession();
  const navigate = useNavigate();
  const enter = useEnter();
  const [form, setForm] = useState({ newsroom: "", name: "", login: "", password: "" });
  const [tried, setTried] = useState(false);
  const write = useWrite(() => setUp({ ...form, newsroom: form.newsroom.trim(), name: form.name.trim(), login: form.login.trim(), locale }), { onSuccess: () => void enter() });
  useEffect(() => {
    if (session.state !== "setup" && peekSession()) void navigate({ to: "/" });
  }, [session.state, navigate]);
  const field = (key: keyof typeof form) => ({
    value: form[key],
    onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })),
    error: explainField(write.error, key, t) ?? (tried && form[key].trim() === "" ? t("invalid.required") : undefined),
  });
  const submit = () => {
    setTried(true);
    if (Object.values(form).every((each) => each.trim() !== "") && !shortPassword(form.password)) write.mutate();
  };
  const password = field("password");
  return (
    <EntryFrame title={t("setup.title")} intro={t("setup.intro")} error={write.error} onSubmit={submit}>
      <Field label={t("setup.newsroom")} placeholder={t("setup.newsroom_example")} autoFocus {...field("newsroom")} />
      <Field label={t("entry.name")} autoComplete="name" {...field("name")} />
      <Field label={t("entry.login")} autoComplete="username" {...field("login")} />
      <Field label={t("entry.password")} type="password" autoComplete="new-password" hint={t("entry.password_hint")} {...password}
        error={password.error ?? (tried && shortPassword(form.password) ? t("invalid.too_short", { min: 8 }) : undefined)} />
      <Button look="primary" type="submit" isPending={write.isPending}>{t("setup.submit")}</Button>
    </EntryFrame>
  );
}

export function SignIn() {
  const { t } = useI18n();
  const enter = useEnter();
  const session = useSession();
  const { to } = useSearch({ strict: false }) as { to?: string };
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [step, setStep] = useState<"password" | "code">("password");
  const write = useWrite(() => signIn({ login: login.trim(), password, ...(step === "code" && { code: code.trim() }) }), {
    onSuccess: (answer) => {
      if (answer.state === "code_required") setStep("code");
      else void enter(safePath(to));
    },
  });
  const again = () => {
    setStep("password");
    setCode("");
    write.reset();
  };
  if (step === "code") {
    return (
      <EntryFrame title={t("signin.code_title")} intro={t("signin.code_intro")} error={write.error} onSubmit={() => write.mutate()} foot={<Button look="plain" small icon="back" onPress={again}>{t("signin.other_person")}</Button>}>
        <Field key="code" label={t("entry.code")} value={code} onChange={setCode} inputMode="text" autoComplete="one-time-code" autoFocus hint={t("signin.code_hint")} />
        <Button look="primary" type="submit" isPending={write.isPending} isDisabled={code.trim() === ""}>{t("entry.sign_in")}</Button>
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={t("signin.title", { newsroom: session.newsroom?.name ?? t("app.name") })} intro={to ? t("signin.then_back") : undefined} error={write.error} onSubmit={() => write.mutate()}
      foot={<Link to="/recover">{t("signin.recover")}</Link>}>
      <Field label={t("entry.login")} value={login} onChange={setLogin} autoComplete="username" autoFocus />
      <Field label={t("entry.password")} type="password" value={password} onChange={setPassword} autoComplete="current-password" />
      <Button look="primary" type="submit" isPending={write.isPending}>{t("entry.sign_in")}</Button>
    </EntryFrame>
  );
}

export function Recover() {
  const { t } = useI18n();
  const enter = useEnter();
  const [form, setForm] = useState({ login: "", code: "", password: "" });
  const write = useWrite(() => recover({ login: form.login.trim(), code: form.code.trim(), password: form.password }), {
    onSuccess: () => {
      toast(t("recover.done"));
      void enter();
    },
  });
  const field = (key: keyof typeof form) => ({
    value: form[key], onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })), error: explainField(write.error, key, t),
  });
  const ready = form.login.trim() !== "" && form.code.trim() !== "" && !shortPassword(form.password);
  return (
    <EntryFrame title={t("recover.title")} intro={t("recover.intro")} error={write.error} onSubmit={() => ready && write.mutate()} foot={<Link to="/sign-in">{t("recover.back")}</Link>}>
      <Field label={t("entry.login")} autoComplete="username" autoFocus {...field("login")} />
      <Field label={t("recover.code")} autoComplete="one-time-code" {...field("code")} />
      <Field label={t("entry.new_password")} type="password" autoComplete="new-password" hint={t("entry.password_hint")} {...field("password")} />
      <Button look="primary" type="submit" isPending={write.isPending} isDisabled={!ready}>{t("recover.submit")}</Button>
    </EntryFrame>
  );
}

/** The code of an invitation stands behind the # of its link, where no server log sees it. */
export function Join() {
  const { t } = useI18n();
  const enter = useEnter();
  const [code, setCode] = useState(() => decodeURIComponent(window.location.hash.slice(1)));
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [repeat, setRepeat] = useState("");
  const differs = repeat !== "" && repeat !== password;
  const write = useWrite(() => acceptInvitation({ code: code.trim(), name: name.trim(), password }), {
    onSuccess: () => {
      window.history.replaceState(null, "", "/join");
      void enter();
    },
  });
  const ready = code.trim() !== "" && name.trim() !== "" && !shortPassword(password) && repeat === password;
  const gone = write.error instanceof Problem && write.error.status === 404;
  return (
    <EntryFrame title={t("join.title")} intro={t("join.intro")} error={gone ? new Problem({ status: 404, code: "invitation_unknown" }) : write.error} onSubmit={() => ready && write.mutate()} foot={<Link to="/sign-in">{t("recover.back")}</Link>}>
      <Field label={t("join.code")} value={code} onChange={setCode} autoComplete="one-time-code" autoFocus={code === ""} error={explainField(write.error, "code", t)} />
      <Field label={t("entry.name")} value={name} onChange={setName} autoComplete="name" autoFocus={code !== ""} error={explainField(write.error, "name", t)} />
      <Field label={t("entry.new_password")} type="password" autoComplete="new-password" value={password} onChange={setPassword} hint={t("entry.password_hint")} error={explainField(write.error, "password", t)} />
      <Field label={t("entry.repeat_password")} type="password" autoComplete="new-password" value={repeat} onChange={setRepeat} error={differs ? t("invalid.repeat") : undefined} />
      <Button look="primary" type="submit" isPending={write.isPending} isDisabled={!ready}>{t("join.submit")}</Button>
    </EntryFrame>
  );
}
