import { expect, test } from "vitest";
import { countWords } from "./words";

test("counts Han characters one by one and other words as runs", () => {
  expect(countWords("市政府今天公布")).toEqual({ han: 7, words: 0, total: 7 });
  expect(countWords("The ferry’s timetable, 6.4% more")).toEqual({ han: 0, words: 5, total: 5 });
  expect(countWords("完成4800部，AI辅助")).toEqual({ han: 5, words: 2, total: 7 });
  expect(countWords("，。！ \n")).toEqual({ han: 0, words: 0, total: 0 });
  expect(countWords("")).toEqual({ han: 0, words: 0, total: 0 });
});
