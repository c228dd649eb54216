import { expect, test } from 'vitest';
import { courseOf } from './curve';
import { alongTheLine, placeLabels, type Chip } from './labelPlaces';

const straight = (y: number) =>
  courseOf([
    [
      { x: 0, y },
      { x: 100, y },
      { x: 200, y },
      { x: 300, y },
    ],
  ]);
const chip = (id: string, y: number): Chip => ({
  id,
  course: straight(y),
  width: 60,
  height: 20,
  fractions: alongTheLine,
});

test('puts a chip in the middle of a free line', () => {
  expect(placeLabels([chip('a', 0)], [], []).get('a')).toEqual({ x: 150, y: 0 });
});

test('keeps clear of a node on the line', () => {
  const place = placeLabels([chip('a', 0)], [{ x: 120, y: -20, width: 90, height: 40 }], []).get('a');
  expect(Math.abs((place?.x ?? 150) - 165)).toBeGreaterThanOrEqual(45 + 30);
});

test('keeps two chips apart', () => {
  const places = placeLabels([chip('a', 0), chip('b', 8)], [], []);
  expect(Math.abs((places.get('a')?.x ?? 0) - (places.get('b')?.x ?? 0))).toBeGreaterThanOrEqual(60);
});

test('finds a place, if a bad one, where none is free', () => {
  expect(placeLabels([chip('a', 0)], [{ x: -500, y: -500, width: 2000, height: 1000 }], []).has('a')).toBe(
    true,
  );
});
