import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { loadSession } from "@/api/session";
import { loadRoom, type Room } from "./i18n";
import { Broken, Missing } from "./Fallbacks";
import { parseQuery, stringifyQuery } from "./search";
import { Shell } from "./shell/Shell";

const root = createRootRoute({ component: Outlet, errorComponent: Broken });

/** A screen and the messages of its room, fetched together. */
function screenOf<M extends Record<string, unknown>, K extends keyof M & string>(module: () => Promise<M>, name: K, ...rooms: Room[]) {
  return lazyRouteComponent(async () => (await Promise.all([module(), loadRoom(...rooms)]))[0], name);
}

const people = () => import("@/features/people/entry");
const entry = (path: "/setup" | "/sign-in" | "/recover" | "/join", name: "SetUp" | "SignIn" | "Recover" | "Join") =>
  createRoute({ getParentRoute: () => root, path, component: screenOf(people, name, "people") });

const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  component: Shell,
  beforeLoad: async ({ location }) => {
    const session = await loadSession();
    if (session.state === "setup") throw redirect({ to: "/setup" });
    if (session.state === "anonymous") throw redirect({ to: "/sign-in", search: (location.href === "/" ? {} : { to: location.href }) as never });
  },
});

const screen = <P extends string>(path: P, component: ReturnType<typeof lazyRouteComponent>) => createRoute({ getParentRoute: () => shell, path, component });

const routes = root.addChildren([
  entry("/setup", "SetUp"),
  entry("/sign-in", "SignIn"),
  entry("/recover", "Recover"),
  entry("/join", "Join"),
  shell.addChildren([
    createRoute({ getParentRoute: () => shell, path: "/", beforeLoad: () => { throw redirect({ to: "/create/board" }); } }),
    screen("/gather/inbox", screenOf(() => import("@/features/gather/inbox"), "Inbox", "gather", "create")),
    screen("/create/board", screenOf(() => import("@/features/create/board"), "Board", "create")),
    screen("/stories/$story", screenOf(() => import("@/features/create/editor"), "StoryEditor", "create")),
    screen("/insight/stories/$story", screenOf(() => import("@/features/insight/story"), "StoryPage", "insight", "publish", "create", "review")),
    screen("/review", screenOf(() => import("@/features/review/queue"), "ReviewQueue", "review", "publish", "create")),
    screen("/review/$case", screenOf(() => import("@/features/review/room"), "ReviewRoom", "review", "publish", "create")),
    screen("/publish", screenOf(() => import("@/features/publish/board"), "PublishBoard", "publish", "create", "review")),
    screen("/admin/people", screenOf(() => import("@/features/people/people"), "People", "people")),
    screen("/admin/roles", screenOf(() => import("@/features/people/roles"), "Roles", "people")),
    screen("/admin/desks", screenOf(() => import("@/features/people/desks"), "Desks", "people")),
    screen("/admin/sources", screenOf(() => import("@/features/gather/sources"), "Sources", "gather", "create")),
    screen("/admin/policies", screenOf(() => import("@/features/review/policies"), "Policies", "review", "publish", "create", "people")),
    screen("/admin/accounts", screenOf(() => import("@/features/publish/accounts"), "Accounts", "publish", "create", "review")),
    screen("/admin/audit", screenOf(() => import("@/features/ops/audit"), "Audit", "ops")),
    screen("/admin/health", screenOf(() => import("@/features/ops/health"), "HealthPage", "ops")),
    screen("/me", screenOf(() => import("@/features/people/me"), "Me", "people")),
    createRoute({ getParentRoute: () => shell, path: "$", component: () => <Missing /> }),
  ]),
]);

export const router = createRouter({
  routeTree: routes,
  parseSearch: parseQuery,
  stringifySearch: stringifyQuery,
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultErrorComponent: Broken,
  defaultPendingMs: 400,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
