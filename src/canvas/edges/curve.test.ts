import { describe, expect, test } from 'vitest';
import { angleAtEnd, courseOf, curveBetween, toPath, type End } from './curve';

const end = (x: number, y: number): End => ({
  rect: { x, y, width: 190, height: 72 },
  reach: 11,
  y: y + 36,
});

describe('curveBetween', () => {
  test.each([
    ['to the right', end(0, 0), end(400, 100)],
    ['to the left', end(400, 0), end(0, 100)],
    ['to the one below', end(0, 0), end(0, 92)],
    ['to the one above', end(0, 92), end(0, 0)],
    ['side by side, leftwards', end(400, 0), end(0, 0)],
  ])('%s: leaves the right gate and enters the left one rightwards', (_, source, destination) => {
    const curve = curveBetween(source, destination, 'apart', 0);
    expect(curve[0]?.[0]).toEqual({ x: source.rect.x + 201, y: source.y });
    expect(curve.at(-1)?.[3]).toEqual({ x: destination.rect.x - 13, y: destination.y });
    expect(angleAtEnd(curve)).toBe(0);
  });

  test('goes through the gap between two cards of a column', () => {
    const { middle } = courseOf(curveBetween(end(0, 0), end(0, 92), 'apart', 0));
    expect(middle.y).toBeGreaterThan(72);
    expect(middle.y).toBeLessThan(92);
  });

  test('parts the lines that join the same two cards', () => {
    const middles = [-1, 0, 1].map(
      (lane) => courseOf(curveBetween(end(0, 0), end(400, 0), 'apart', lane)).middle.y,
    );
    expect(new Set(middles).size).toBe(3);
  });
});

test('a course begins and ends where its line does, and knows its length', () => {
  const course = courseOf(curveBetween(end(0, 0), end(400, 0), 'apart', 0));
  expect(course.at(0)).toEqual({ x: 201, y: 36 });
  expect(course.at(1)).toEqual({ x: 387, y: 36 });
  expect(course.length).toBeCloseTo(186, 0);
});

test('writes a path', () => {
  expect(toPath(curveBetween(end(0, 0), end(400, 0), 'apart', 0))).toBe('M201 36 C294 36 294 36 387 36');
});
