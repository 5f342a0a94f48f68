import { describe, expect, test } from "vitest";
import { collisions, isPlainCharacter, pressName, showKeys, worksWhileTyping } from "./match";

const press = (key: string, more: Partial<Parameters<typeof pressName>[0]> = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

describe("shortcuts", () => {
  test("no two actions that are active together share a key or the beginning of a sequence", () => {
    expect(collisions()).toEqual([]);
  });

  test("a press has one name on every keyboard", () => {
    expect(pressName(press("k", { ctrlKey: true }), false)).toBe("Mod-k");
    expect(pressName(press("k", { metaKey: true }), true)).toBe("Mod-k");
    expect(pressName(press("A", { shiftKey: true }), false)).toBe("Shift-A");
    expect(pressName(press("?", { shiftKey: true }), false)).toBe("?");
    expect(pressName(press("ArrowLeft", { shiftKey: true }), false)).toBe("Shift-ArrowLeft");
    expect(pressName(press("m", { ctrlKey: true, altKey: true }), false)).toBe("Mod-Alt-m");
    expect(pressName(press("ƒ", { metaKey: true, altKey: true, code: "KeyF" }), true)).toBe("Mod-Alt-f");
    expect(pressName(press("F3", { shiftKey: true }), false)).toBe("Shift-F3");
    expect(pressName(press("J"), false)).toBe("j");
  });

  test("what can be switched off is exactly what types a character", () => {
    expect(["j", "/", "g i", "Shift-A", " "].every(isPlainCharacter)).toBe(true);
    expect(["Mod-k", "Enter", "Shift-ArrowLeft", "Escape"].some(isPlainCharacter)).toBe(false);
  });

  test("while one types only what types nothing has a meaning", () => {
    expect(["Mod-f", "Mod-Alt-f", "F3", "Shift-F3"].every(worksWhileTyping)).toBe(true);
    expect(["f", "Shift-A", "Enter", "ArrowDown", "g i"].some(worksWhileTyping)).toBe(false);
  });

  test("keys are shown the way they are printed", () => {
    expect(showKeys("Mod-Enter", false)).toEqual(["Ctrl", "Enter"]);
    expect(showKeys("Mod-k", true)).toEqual(["⌘", "K"]);
    expect(showKeys("g a", false)).toEqual(["G", "A"]);
    expect(showKeys(" ", false)).toEqual(["Space"]);
  });
});
