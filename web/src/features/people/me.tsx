import { useT } from "@/app/i18n";
import { meUrl } from "@/app/search";
import { useUrl } from "@/app/url";
import { useTitle } from "@/app/useTitle";
import { Page, Tabs } from "@/ui";
import { Devices } from "./me/Devices";
import { LookTab } from "./me/LookTab";
import { Password } from "./me/Password";
import { Profile } from "./me/Profile";
import { TwoFactor } from "./me/TwoFactor";
import styles from "./people.module.css";

export function Me() {
  const t = useT();
  const [url, setUrl] = useUrl(meUrl);
  useTitle(t("nav.me"));
  return (
    <Page title={t("nav.me")}>
      <div className={styles["tabs"]}>
        <Tabs label={t("nav.me")} value={url.tab} onChange={(tab) => setUrl({ tab })} tabs={[
          { id: "profile", label: t("me.profile"), content: <Profile /> },
          { id: "security", label: t("me.security"), content: <><Password /><TwoFactor /></> },
          { id: "devices", label: t("me.devices"), content: <Devices /> },
          { id: "look", label: t("me.look"), content: <LookTab /> },
        ]} />
      </div>
    </Page>
  );
}
