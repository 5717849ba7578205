import * as fc from 'fast-check';

import { PartnerCenter } from '../../../../engine/partnerCenter.mts';
import { randomRuns } from '../../../../randomRuns.mts';
import { mistakesIn } from '../../../../schemas/schemas.mts';
import { namedIn, outcomeOf, OutcomeCounts } from '../../bodies.mts';
import { soldSolution } from '../../givenValues/columns.mts';
import { Entry, given, givenToSome } from '../../givenValues/given.mts';
import type { Given } from '../../givenValues/given.mts';
import type { Kind } from '../../givenValues/kind.mts';
import { freeRows } from '../../givenValues/rows.mts';
import { amount, choice, currency, dateTime } from '../../givenValues/values.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterAll(() => partnerCenter.simulator.stop());

const SOLD = {
	id: 'SOL-1',
	currency: 'usd',
	value: '5000.50',
	isDeployedOnAzure: true,
	primaryDeploymentOn: 'customer',
	pricingModel: 'Other',
	isMarketplaceTransacted: true,
	marketplaceTransactionDateTime: '2026-03-01',
};
const CONTRACT = {
	value: 5000.5,
	term: 'finite',
	startDateTime: '2026-03-01T00:00:00Z',
	endDateTime: '2027-03-01',
	signDateTime: '2026-02-28 12:00',
};

/** A deal that is registered twice, the second time with no more than its solutions. */
const REGISTERED = {
	status: 'Active',
	substatus: 'Accepted',
	registrations: [
		{
			id: 'R1',
			contract: { value: 1, term: 'Finite' },
			solutionDetails: [{ id: 'SOL-1', value: 1 }],
		},
		{
			id: 'R2',
			contract: null,
			solutionDetails: [
				{ id: 'SOL-2', marketplaceTransactionDetails: null },
				{ id: 'SOL-1', marketplaceTransactionDetails: null },
			],
		},
	],
} as never;

const register = async (parameters: object, item = {}) =>
	await outcomeOf(
		partnerCenter,
		{ resource: 'dealRegistration', operation: 'create', ...parameters },
		item,
	);

const change = async (parameters: object, item = {}) =>
	await outcomeOf(
		partnerCenter,
		{ resource: 'dealRegistration', operation: 'update', ...parameters },
		item,
		REGISTERED,
	);

test.each([
	['the least', { solutionDetails: [{ id: 'SOL-1' }] }],
	[
		'everything',
		{ solutionDetails: [SOLD, { id: 'SOL-2' }], contract: { ...CONTRACT, currency: 'usd' } },
	],
])('a new registration is valid with %s', async (_name, parameters) => {
	const { body, message } = await register(parameters);

	expect(message).toBeUndefined();
	expect(mistakesIn.newRegistration(body)).toEqual([]);
});

describe.each(['R1', 'R2'])('a change of the registration %s is valid', (registrationId) => {
	test.each([
		['the least', { contract: { term: 'Perpetual' } }],
		['the least of a solution', { solutionDetails: [{ id: 'SOL-1', value: 0 }] }],
		[
			'what is only in an object inside it',
			{ solutionDetails: [{ id: 'SOL-1', isMarketplaceTransacted: false }] },
		],
		['everything', { solutionDetails: [SOLD], contract: CONTRACT }],
	])('with %s', async (_name, parameters) => {
		const { body, message } = await change({ registrationId, ...parameters });

		expect(message).toBeUndefined();
		expect(mistakesIn.registrationChange(body)).toEqual([]);
	});
});

const TERMS: Record<string, Kind> = {
	endDateTime: dateTime,
	signDateTime: dateTime,
	startDateTime: dateTime,
	term: choice(['Finite', 'Perpetual']),
	value: amount,
};

const TERM_NAMES: Record<string, string> = {
	currency: 'Currency',
	endDateTime: 'End Date',
	signDateTime: 'Sign Date',
	startDateTime: 'Start Date',
	term: 'Term',
	value: 'Value',
};

/** The rules between the values of a registration, which registrationRules.test.mts tests. */
const BROKEN_RULE =
	/is empty, but|must not be (?:after|before)|must be at (?:most|least) [\d.]+, the value/;

const wrongTerms = (terms: Record<string, Given>) =>
	Object.keys(terms)
		.filter((name) => !terms[name].suits)
		.map((name) => TERM_NAMES[name]);

test('whatever a new registration is filled in with, its body is valid or a name is given', async () => {
	const counts = new OutcomeCounts();

	await fc.assert(
		fc.asyncProperty(
			fc.option(given(freeRows('solution', soldSolution)), { freq: 15 }),
			givenToSome({ ...TERMS, currency }, 4),
			async (solutions, terms) => {
				const entry = new Entry();
				const outcome = await register(
					{
						...(solutions && { solutionDetails: entry.enter(solutions) }),
						contract: entry.enterAll(terms),
					},
					entry.item,
				);

				counts.count(outcome);
				const wrong = [...(solutions?.suits ? [] : ['Solutions']), ...wrongTerms(terms)];
				if (outcome.message === undefined) {
					expect(wrong).toEqual([]);
					expect(mistakesIn.newRegistration(outcome.body)).toEqual([]);
				} else if (!BROKEN_RULE.test(outcome.message)) {
					expect(wrong).toContain(namedIn(outcome.message));
				}
			},
		),
		randomRuns({ short: 30, long: 1_500 }),
	);

	counts.expectBoth({ sent: 0.1, refused: 0.1 });
});

test('whatever a change of a registration is filled in with, its body is valid or a name is given', async () => {
	const counts = new OutcomeCounts();
	const id: Kind = {
		suiting: fc.constantFrom('SOL-1', 'SOL-2'),
		wrong: fc.constantFrom('SOL-3', 'undefined', {}),
	};

	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom('R1', 'R2', 'R2', 'R3', ''),
			fc.option(given(freeRows('solution', { ...soldSolution, id: { ...id, required: true } }))),
			givenToSome(TERMS, 3),
			async (registrationId, solutions, terms) => {
				const entry = new Entry();
				const outcome = await change(
					{
						registrationId,
						...(solutions && { solutionDetails: entry.enter(solutions) }),
						contract: entry.enterAll(terms),
					},
					entry.item,
				);

				counts.count(outcome);
				if (outcome.message === undefined) {
					expect(wrongTerms(terms)).toEqual([]);
					expect(mistakesIn.registrationChange(outcome.body)).toEqual([]);
				} else if (!BROKEN_RULE.test(outcome.message)) {
					expect([
						'Registration ID',
						'Contract',
						...(solutions ? ['Solutions', 'Solution ID'] : []),
						...wrongTerms(terms),
					]).toContain(namedIn(outcome.message));
				}
			},
		),
		// One in seven is sent, and at least one must be.
		randomRuns({ short: 80, long: 2_000 }),
	);

	counts.expectBoth({ sent: 0.075, refused: 0.075 });
});
