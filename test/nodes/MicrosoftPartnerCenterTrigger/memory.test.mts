import * as fc from 'fast-check';

import { changesIn } from '../../../nodes/MicrosoftPartnerCenterTrigger/changes';
import { MAX_KEPT, pack, unpack } from '../../../nodes/MicrosoftPartnerCenterTrigger/memory';
import type { Known } from '../../../nodes/MicrosoftPartnerCenterTrigger/memory';
import {
	earlier,
	packMoment,
	readMoment,
	unpackMoment,
} from '../../../nodes/MicrosoftPartnerCenterTrigger/moment';
import { rowsIn } from '../../../nodes/MicrosoftPartnerCenterTrigger/row';
import { codePoint } from '../../codePoint.mts';
import { isLong, randomRuns } from '../../randomRuns.mts';

const runs = randomRuns({ short: 50, long: 100_000 });

const moments = fc
	.tuple(
		fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }),
		fc.nat(9999999),
	)
	.map(
		([date, decimals]) =>
			readMoment(`${date.toISOString().slice(0, 19)}.${String(decimals).padStart(7, '0')}Z`)!,
	);

const texts = fc.option(fc.string({ unit: codePoint, minLength: 1 }));

const known: fc.Arbitrary<Known> = fc.record({
	tag: fc.stringMatching(/^[\w-]{6}$/),
	updated: fc.oneof(moments, fc.constant('')),
	values: fc.record({
		status: texts,
		substatus: texts,
		currency: texts,
		dealValue: fc.oneof(
			texts,
			fc.double({ noNaN: true, noDefaultInfinity: true }).map((amount) => amount + 0),
		),
	}),
});

test('the memory is stored without loss, whatever the values are', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.stringMatching(/^[\w-]{8}$/), known)), (entries) => {
			const stored = JSON.parse(JSON.stringify(pack(new Map(entries)))) as never;
			expect(unpack(stored)).toEqual(new Map(entries));
		}),
		runs,
	);
});

test('moments are stored without loss, and compare like times', () => {
	fc.assert(
		fc.property(moments, moments, (one, other) => {
			expect(unpackMoment(packMoment(one))).toBe(one);
			expect(one < other).toBe(one !== other && [one, other].sort()[0] === one);
			expect(earlier(one, 0)).toBe(one);
		}),
		runs,
	);
});

test.each([
	['2026-05-01T12:00:00Z', '2026-05-01T12:00:00.0000000Z'],
	['2026-05-01T12:00:00.1234567Z', '2026-05-01T12:00:00.1234567Z'],
	['2026-05-01T12:00:00.123456789Z', '2026-05-01T12:00:00.1234567Z'],
	['2026-05-01T12:00:00', '2026-05-01T12:00:00.0000000Z'],
	['2026-05-01T12:00:00.5', '2026-05-01T12:00:00.5000000Z'],
	['2026-05-01 12:00:00', '2026-05-01T12:00:00.0000000Z'],
	['2026-05-01T12:00', '2026-05-01T12:00:00.0000000Z'],
	['2026-05-01', '2026-05-01T00:00:00.0000000Z'],
	['2026-05-01T12:00:00+02:00', '2026-05-01T10:00:00.0000000Z'],
	['2026-05-01T12:00:00-0230', '2026-05-01T14:30:00.0000000Z'],
	['2026-05-01T12:00:00+02', '2026-05-01T10:00:00.0000000Z'],
	['0001-01-01T00:00:00', '0001-01-01T00:00:00.0000000Z'],
	['9999-12-31T23:59:59.9999999Z', '9999-12-31T23:59:59.9999999Z'],
])('the time %j is read as %j', (text, moment) => {
	expect(readMoment(text)).toBe(moment);
	expect(unpackMoment(packMoment(moment))).toBe(moment);
});

test.each([
	'',
	'soon',
	'2026-13-01',
	'2026-05-01T25:00:00Z',
	'May 1, 2026',
	'9999-12-31T23:59:59-01:00',
	5,
	null,
	undefined,
	{},
])('%j is no time', (value) => {
	expect(readMoment(value)).toBeUndefined();
});

const count = isLong ? 200_000 : 100_000;

describe(`${count} referrals`, () => {
	const content = (index: number, more: object = {}) => ({
		id: `9b2e8f0a-1c3d-4e5f-8a7b-${String(index).padStart(12, '0')}`,
		eTag: `"${index}"`,
		createdDateTime: '2026-01-01T00:00:00Z',
		updatedDateTime: new Date(Date.UTC(2026, 0, 2) - index * 1000).toISOString(),
		status: 'New',
		substatus: 'Pending',
		details: { dealValue: 1000 + index, currency: 'USD' },
		...more,
	});
	const readingOf = (contents: object[], version?: number) => ({
		kind: 'reading' as const,
		rows: rowsIn({ kind: 'answer', statusCode: 200, headers: {}, body: { value: contents } })!,
		start: '2026-01-02T00:00:00.0000000Z',
		extent: { cursor: '2026-01-02T00:00:00.0000000Z' },
		version,
	});
	const settings = {
		events: ['referralCreated' as const, 'statusChanged' as const],
		includesExisting: true,
	};
	let first: ReturnType<typeof changesIn>;

	beforeAll(() => {
		const all = Array.from({ length: count }, (_, index) => content(index));
		first = changesIn(readingOf(all), undefined, settings);
	});

	test('are read at once, and the static data stays small', () => {
		const { found, state } = first;

		expect(found).toHaveLength(count);
		const bytes = JSON.stringify(state).length;
		expect(bytes / MAX_KEPT).toBeLessThan(50);
		expect(bytes).toBeLessThan(2_500_000);
	});

	test('that changed are told from new ones, also those that are no longer remembered', () => {
		const { state } = first;
		const updatedDateTime = '2026-01-03T00:00:00Z';
		const later = [
			content(1, { eTag: '"x"', updatedDateTime, status: 'Active' }),
			content(count - 1, { eTag: '"x"', updatedDateTime, status: 'Active' }),
			content(count - 2),
			content(count, { createdDateTime: updatedDateTime, updatedDateTime }),
		];

		const { found } = changesIn(readingOf(later, state.version), state, settings);

		expect(found.map(({ referral, event }) => [referral.id!.slice(-6), event])).toEqual([
			[
				'000001',
				{
					names: ['statusChanged'],
					previous: { status: 'New', substatus: 'Pending', dealValue: 1001, currency: 'USD' },
				},
			],
			[String(count - 1).padStart(6, '0'), { names: ['statusChanged'], previous: {} }],
			[String(count).padStart(6, '0'), { names: ['referralCreated'], previous: {} }],
		]);
	});
});
