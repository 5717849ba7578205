import * as fc from 'fast-check';
import { applyPatch } from 'fast-json-patch';
import type { Operation } from 'fast-json-patch';

import { differences } from '../../../../nodes/MicrosoftPartnerCenter/jsonPatch/differences';
import type { PatchDocument } from '../../../../nodes/MicrosoftPartnerCenter/jsonPatch/patchDocument';
import { isShownBy } from '../../../../nodes/MicrosoftPartnerCenter/jsonPatch/sameValue';
import type { Referral } from '../../../../nodes/shared/referral/referral';
import { randomRuns } from '../../../randomRuns.mts';

describe('a value is shown', () => {
	test.each([
		['an amount as text', 'dealValue', '10000', '10000.00'],
		['an amount as a number', 'dealValue', '10000.50', 10000.5],
		['a sales stage as a number', 'salesStage', '40', 40],
		[
			'the same instant with an offset',
			'updatedAfter',
			'2026-12-01T10:00:00Z',
			'2026-12-01T11:00:00+01:00',
		],
		[
			'the same instant without a zone',
			'closingDateTime',
			'2026-12-01T10:00:00Z',
			'2026-12-01T10:00:00.0000000',
		],
		[
			'a day with a time on it',
			'closingDateTime',
			'2026-12-01T00:00:00.000Z',
			'2026-12-01T23:59:59Z',
		],
		[
			'a day with a time on it in another zone',
			'closingDateTime',
			'2026-12-01T00:00:00Z',
			'2026-12-02T00:30:00+02:00',
		],
		['a day as a date without a time', 'closingDateTime', '2026-12-01T00:00:00Z', '2026-12-01'],
		['a text with other line endings', 'notes', 'one\r\ntwo\rthree', 'one\ntwo\nthree'],
		['a text without the spaces around it', 'notes', ' a note \n', 'a note'],
		['a currency in lower case', 'currency', 'USD', 'usd'],
		['an empty text as null', 'notes', '', null],
		['an empty text as a missing member', 'notes', '', undefined],
		['a text of spaces as null', 'notes', ' \n', null],
		['zero as a text', 'dealValue', '0', 0],
	])('%s', (_name, member, sent, shown) => {
		expect(isShownBy(sent, shown, member)).toBe(true);
	});
});

describe('a value is not shown', () => {
	test.each([
		['another amount', 'dealValue', '10000', '10000.01'],
		['zero as an empty value', 'dealValue', '0', null],
		['an empty value as zero', 'notes', '', 0],
		['false as a missing member', 'shareWithMicrosoft', false, undefined],
		['a key with leading zeros', 'externalReferenceId', '00123', '123'],
		['a key that is a decimal', 'externalReferenceId', '1.10', '1.1'],
		['a text in another case', 'notes', 'Call', 'call'],
		['the next day', 'closingDateTime', '2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z'],
		[
			'the same local day that is another day in UTC',
			'closingDateTime',
			'2026-12-01T00:00:00Z',
			'2026-12-01T01:00:00+02:00',
		],
		[
			'another time on the same day',
			'closingDateTime',
			'2026-12-01T10:00:00Z',
			'2026-12-01T11:00:00Z',
		],
	])('%s', (_name, member, sent, shown) => {
		expect(isShownBy(sent, shown, member)).toBe(false);
	});
});

/** What a user may want a referral to be, as the operations write it. */
const desired = fc.record(
	{
		'/details/dealValue': fc
			.integer({ min: 0, max: 10_000_000 })
			.map((cents) => String(cents / 100)),
		'/details/closingDateTime': fc
			.integer({ min: 0, max: 10_000 })
			.map((day) => new Date(day * 86_400_000).toISOString()),
		'/details/notes': fc.string({ unit: 'grapheme' }),
		'/details/currency': fc.constantFrom('USD', 'EUR', 'JPY'),
		'/externalReferenceId': fc.stringMatching(/^[\w.-]{1,12}$/),
		'/status': fc.constantFrom('New', 'Active', 'Closed'),
		'/substatus': fc.constantFrom('Pending', 'Accepted', 'Won'),
		'/consent/consentToShareReferralWithMicrosoftSellers': fc.boolean(),
		'/team': fc.uniqueArray(
			fc.record({
				email: fc.stringMatching(/^[a-z]{1,3}@contoso\.com$/),
				firstName: fc.constantFrom('Jane', 'John'),
			}),
			{ selector: ({ email }) => email, maxLength: 4 },
		),
	},
	{ requiredKeys: [] },
);

const documentOf = (values: object): PatchDocument =>
	Object.entries(values).map(([path, value]) => ({ op: 'replace', path, value: value as never }));

const EMPTY = {
	externalReferenceId: null,
	status: 'New',
	substatus: 'Pending',
	details: { dealValue: null, closingDateTime: null, notes: null, currency: null },
	consent: { consentToShareReferralWithMicrosoftSellers: null },
	team: [],
};

function changed(referral: Referral, document: PatchDocument): Referral {
	return applyPatch(structuredClone(referral), document as Operation[], true, false).newDocument;
}

type Stored = Omit<typeof EMPTY, 'details' | 'team'> & {
	details: Record<'closingDateTime' | 'currency' | 'dealValue' | 'notes', string | number | null>;
	team: Array<Record<string, string | number | null>>;
};

/** Rewrites a value of the details, if it is a text. */
const rewrite =
	(name: keyof Stored['details'], how: (text: string) => string | number | null) =>
	({ details }: Stored) => {
		const value = details[name];
		if (typeof value === 'string') details[name] = how(value);
	};

/** What a service may make of the values that it stores. */
const normalizations = fc.subarray<(stored: Stored) => void>([
	rewrite('dealValue', Number),
	rewrite('notes', (text) => text.replace(/\r\n?/g, '\n')),
	rewrite('notes', (text) => text.trim()),
	rewrite('notes', (text) => text || null),
	rewrite('closingDateTime', (text) => text.replace('.000Z', '.0000000')),
	rewrite('closingDateTime', (text) => text.replace('T00:', 'T12:')),
	rewrite('currency', (text) => text.toLowerCase()),
	(stored) => (stored.substatus = stored.substatus.toUpperCase()),
	({ team }) => team.reverse(),
	({ team }) => {
		for (const member of team) member.email = String(member.email).toUpperCase();
	},
	({ team }) => {
		for (const member of team) Object.assign(member, { title: null, id: 7 });
	},
]);

test('applying the differences yields a state without differences', () => {
	fc.assert(
		fc.property(desired, desired, (first, second) => {
			const before = changed(EMPTY, documentOf(first));
			const document = documentOf(second);
			const { left } = differences(document, before);

			expect(differences(document, changed(before, left))).toEqual({ left: [], unclear: [] });
		}),
		randomRuns({ short: 200, long: 20_000 }),
	);
});

test('there are no differences from what was sent, however the service has normalized it', () => {
	fc.assert(
		fc.property(desired, normalizations, (values, normalize) => {
			const document = documentOf(values);
			const now = changed(EMPTY, document);
			for (const one of normalize) one(now as unknown as Stored);

			expect(differences(document, now)).toEqual({ left: [], unclear: [] });
		}),
		randomRuns({ short: 200, long: 20_000 }),
	);
});

test('the differences are operations of the document, in its order', () => {
	fc.assert(
		fc.property(desired, desired, (first, second) => {
			const document = documentOf(second);
			const { left } = differences(document, changed(EMPTY, documentOf(first)));

			expect(left).toEqual(document.filter((operation) => left.includes(operation)));
		}),
		randomRuns({ short: 200, long: 20_000 }),
	);
});
