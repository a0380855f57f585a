import { expect, test } from 'vitest';
import { outlineOf } from '#bot/outline.ts';
import { centreOf } from './replies/standing-at.ts';

test('the flows learn of a centre what they need: offices, services and how profiles are entered', () => {
  const outline = outlineOf(centreOf('hakodate'));
  expect(outline.offices).toEqual(centreOf('hakodate').offices.map(({ id }) => id));
  expect(outline.offices).toHaveLength(4);
  expect(outline.profileEntry).toBe('chat');
  expect(outline.services).toHaveLength(1);
});

test('what is asked comes in the order of the centre file', () => {
  const [service] = outlineOf(centreOf('izumo')).services;
  expect(service?.asks).toEqual(centreOf('izumo').services[0]?.ask.map(({ field }) => field));
  expect(service?.asks[0]).toBe('name');
});

test('a centre that does not ask for a number has no "no number yet"', () => {
  const [service] = outlineOf(centreOf('yamaguchi-vocational')).services;
  expect(service?.asks).not.toContain('job-seeker-number');
  expect(service?.noneYet).toBe(false);
});

test("the meeting app's own terms are asked for only where the service's terms name them", () => {
  expect(outlineOf(centreOf('izumo')).services[0]?.meetingApp).toBe(true);
  expect(outlineOf(centreOf('yamaguchi-vocational')).services[0]?.meetingApp).toBe(false);
});

test('a service for people whom the office directs is marked', () => {
  const directed = outlineOf(centreOf('online-hellowork')).services.filter((service) => service.directed);
  expect(directed.map(({ id }) => id)).toEqual(['certification']);
});

test('no text of the centre file goes into a snapshot', () => {
  for (const id of ['hakodate', 'izumo', 'matsudo-mothers', 'online-hellowork', 'yamaguchi-vocational']) {
    expect(JSON.stringify(outlineOf(centreOf(id)))).toMatch(/^[\x20-\x7e]*$/);
  }
});
