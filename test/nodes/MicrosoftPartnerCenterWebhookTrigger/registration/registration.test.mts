import fc from 'fast-check';

import {
	isSameRegistration,
	isSameUrl,
	nextStep,
} from '../../../../nodes/MicrosoftPartnerCenterWebhookTrigger/registration/registration';
import type {
	Registration,
	Remembered,
} from '../../../../nodes/MicrosoftPartnerCenterWebhookTrigger/registration/registration';
import { randomRuns } from '../../../randomRuns.mts';

const URLS = ['https://n8n.contoso.com/a', 'https://n8n.contoso.com/b', 'https://crm.contoso.com/'];
const EVENTS = ['referral-created', 'referral-updated', 'invoice-ready', 'test-created'];

const url = fc.constantFrom(...URLS);
const events = fc.uniqueArray(fc.constantFrom(...EVENTS), { minLength: 1 });
const registration: fc.Arbitrary<Registration> = fc.record(
	{ url, events, inMsSignature: fc.boolean() },
	{ requiredKeys: ['url', 'events'] },
);
const remembered: fc.Arbitrary<Remembered> = fc.record(
	{ url, events, previous: registration },
	{ requiredKeys: ['url', 'events'] },
);
const situations = fc.record({
	current: fc.option(registration, { nil: undefined }),
	desired: fc.record({ url, events, replaces: fc.boolean() }),
	memory: fc.option(remembered, { nil: undefined }),
});

type Situation = typeof situations extends fc.Arbitrary<infer Value> ? Value : never;

function property(check: (situation: Situation) => void): void {
	fc.assert(fc.property(situations, check), randomRuns({ short: 300, long: 20_000 }));
}

test('one step registers the selected events, or another URL is in the way', () => {
	property(({ current, desired, memory }) => {
		const step = nextStep(current, desired, memory);
		if (step.kind === 'taken') {
			expect(desired.replaces).toBe(false);
			expect(step.url).toBe(current?.url);
			return;
		}
		const after = step.kind === 'none' ? current! : step.registration;
		expect(after.url).toBe(desired.url);
		expect(after.events).toEqual(expect.arrayContaining(desired.events));
		const next = step.kind === 'none' ? memory : step.remembered;
		expect(nextStep(after, desired, next)).toEqual({ kind: 'none' });
	});
});

test('events that this node did not add are never removed from its URL', () => {
	property(({ current, desired, memory }) => {
		const step = nextStep(current, desired, memory);
		if (step.kind !== 'update' || current?.url !== desired.url) return;
		const added = memory?.url === current.url ? memory.events : [];
		const others = current.events.filter((event) => !added.includes(event));
		expect(step.registration.events).toEqual(expect.arrayContaining(others));
	});
});

test('what was replaced is remembered, and never forgotten by an update', () => {
	property(({ current, desired, memory }) => {
		const step = nextStep(current, desired, memory);
		if (step.kind !== 'update') return;
		const isOurs = memory?.url === current?.url;
		const isReplaced = !isOurs && current?.url !== desired.url;
		expect(step.remembered.previous).toEqual(
			isReplaced ? current : isOurs ? memory?.previous : undefined,
		);
	});
});

test.each([
	['https://n8n.contoso.com', 'HTTPS://N8N.contoso.com:443/', true],
	['https://n8n.contoso.com/a', 'https://n8n.contoso.com/A', false],
	['https://n8n.contoso.com/a', 'http://n8n.contoso.com/a', false],
	['https://n8n.contoso.com/a', 'https://n8n.contoso.com/a?x=1', false],
	['not a URL', 'not a URL', true],
	['not a URL', 'https://n8n.contoso.com/a', false],
])('%s and %s are the same address: %s', (one, other, isSame) => {
	expect(isSameUrl(one, other)).toBe(isSame);
});

test('two registrations are the same whatever the order of their events', () => {
	const one = { url: URLS[0], events: ['a', 'b'] };

	expect(isSameRegistration(one, { url: URLS[0], events: ['b', 'a', 'b'] })).toBe(true);
	expect(isSameRegistration(one, { url: URLS[0], events: ['a'] })).toBe(false);
	expect(isSameRegistration(one, { url: URLS[1], events: ['a', 'b'] })).toBe(false);
	expect(isSameRegistration(one, undefined)).toBe(false);
	expect(isSameRegistration(undefined, undefined)).toBe(true);
});
