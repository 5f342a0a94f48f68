import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { live, useLive } from "@/api/socket";
import { refetch } from "@/api/query";
import { useSession } from "@/api/session";
import { loadRoom, setLocale, setZone, useT } from "@/app/i18n";
import { setLook, useLook } from "@/app/theme";
import { adminPlaces, open, places } from "@/app/places";
import { drawerUrl } from "@/app/search";
import { useUrl } from "@/app/url";
import { cx } from "@/lib/cx";
import { Icon } from "@/ui";
import { BottomBar } from "./BottomBar";
import { useGlobalKeys } from "./globalKeys";
import { useSessionEnded } from "./useSessionEnded";
import { TopBar } from "./TopBar";
import styles from "./shell.module.css";

const Palette = lazy(() => import("./Palette").then((each) => ({ default: each.Palette })));
const KeysHelp = lazy(() => import("./KeysHelp").then((each) => ({ default: each.KeysHelp })));
const SignInAgain = lazy(async () => ({ default: (await Promise.all([import("./SignInAgain"), loadRoom("people")]))[0].SignInAgain }));
const PublishDrawer = lazy(async () => ({ default: (await Promise.all([import("@/features/publish/drawer"), loadRoom("publish", "create", "review")]))[0].PublishDrawer }));

export function Shell() {
  const t = useT();
  const session = useSession();
  const { railFolded } = useLook();
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const [ended, signedIn] = useSessionEnded();
  const [drawer, setDrawer] = useUrl(drawerUrl);
  useGlobalKeys({ palette: () => setPalette(true), help: () => setHelp(true) });
  useLiveQueries();
  useFocusAfterMove();

  const { user, newsroom } = session;
  const language = user?.locale;
  const zone = newsroom?.time_zone;
  useEffect(() => {
    if (language) void setLocale(language);
  }, [language]);
  useEffect(() => setZone(zone || undefined), [zone]);
  useEffect(() => {
    live.start();
    const hurry = () => live.hurry();
    window.addEventListener("online", hurry);
    return () => {
      window.removeEventListener("online", hurry);
      live.stop();
    };
  }, []);

  return (
    <div className={cx(styles["shell"], railFolded && styles["folded"])}>
      <a href="#main" className={styles["skip"]}>{t("nav.skip")}</a>
      <TopBar onSearch={() => setPalette(true)} onHelp={() => setHelp(true)} />
      <Rail rights={session.rights} folded={railFolded} />
      <main id="main" className={styles["main"]} tabIndex={-1}><Outlet /></main>
      <BottomBar rights={session.rights} />
      <Suspense fallback={null}>
        {ended && <SignInAgain onDone={signedIn} />}
        {palette && <Palette isOpen onClose={() => setPalette(false)} onHelp={() => setHelp(true)} />}
        {help && <KeysHelp isOpen onClose={() => setHelp(false)} />}
        {drawer.publish && <PublishDrawer story={drawer.publish} onClose={() => setDrawer({ publish: "" })} />}
      </Suspense>
    </div>
  );
}

function Rail({ rights, folded }: { rights: string[]; folded: boolean }) {
  const t = useT();
  const admin = open(adminPlaces, rights);
  const link = (place: (typeof places)[number]) => (
    <Link key={place.to} to={place.to} className={styles["place"]} title={t(place.label)}>
      <Icon name={place.icon} />
      <span>{t(place.label)}</span>
    </Link>
  );
  return (
    <nav className={styles["rail"]} aria-label={t("nav.main")}>
      {open(places, rights).map(link)}
      {admin.length > 0 && <div className={styles["railHead"]}>{t("nav.admin")}</div>}
      {admin.map(link)}
      <div className={styles["railFoot"]}>
        <button type="button" className={styles["place"]} style={{ border: 0, background: "none", width: "100%", cursor: "pointer" }} aria-pressed={folded} title={folded ? t("nav.unfold") : t("nav.fold")} onClick={() => setLook({ railFolded: !folded })}>
          <Icon name="fold" />
          <span>{folded ? t("nav.unfold") : t("nav.fold")}</span>
        </button>
      </div>
    </nav>
  );
}

/** Lists ask again when something of their topic has happened. */
function useLiveQueries() {
  useLive(["stories"], () => refetch("stories"));
  useLive(["items"], () => refetch("items"));
  useLive(["cases"], () => refetch("cases"));
  useLive(["notices"], () => refetch("notices"));
  useLive(["publications"], () => refetch("publications", "publishing"));
}

/** After a change of page the title is told to screen readers and the focus starts in the page. */
function useFocusAfterMove() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname ?? state.location.pathname });
  const last = useRef(path);
  useEffect(() => {
    if (path === last.current) return;
    last.current = path;
    const main = document.getElementById("main");
    if (main && !main.contains(document.activeElement)) main.focus({ preventScroll: true });
  }, [path]);
}
