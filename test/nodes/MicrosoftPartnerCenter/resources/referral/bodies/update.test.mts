import * as fc from 'fast-check';

import { PartnerCenter } from '../../../../../engine/partnerCenter.mts';
import { randomRuns } from '../../../../../randomRuns.mts';
import { mistakesIn } from '../../../../../schemas/schemas.mts';
import { namedIn, outcomeOf, OutcomeCounts } from '../../../bodies.mts';
import { contactPreference, person, solution } from '../../../givenValues/columns.mts';
import { Entry, givenToSome } from '../../../givenValues/given.mts';
import type { Given } from '../../../givenValues/given.mts';
import { freeRows } from '../../../givenValues/rows.mts';
import { boolean, choice, text } from '../../../givenValues/values.mts';
import { DETAIL_FIELDS, kindsOf, wrongIn } from './parameters.mts';
import type { Parameter } from './parameters.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterAll(() => partnerCenter.simulator.stop());

describe('update', () => {
	const people = { ...person, ...contactPreference };

	const UPDATE_FIELDS: Record<string, Parameter> = {
		...DETAIL_FIELDS,
		addCustomerContacts: ['Add Customer Contacts', freeRows('contact', people)],
		addSolutions: ['Add Solutions', freeRows('solution', solution)],
		addTeamMembers: ['Add Team Members', freeRows('member', people)],
		campaignId: ['Campaign ID', text],
		externalReferenceId: ['External Reference ID', text],
		referralProgram: ['Referral Program', text],
		replaceCustomerContacts: ['Replace Customer Contacts', freeRows('contact', people)],
		replaceSolutions: ['Replace Solutions', freeRows('solution', solution)],
		replaceTeam: ['Replace Team', freeRows('member', people)],
		salesStage: ['Sales Stage', text],
		shareWithMicrosoft: ['Share With Microsoft', boolean],
		statusReason: ['Status Reason', text],
		substatus: [
			'New Status',
			choice(['Pending', 'Received', 'Accepted', 'Won', 'Lost', 'Declined', 'Expired', 'Error']),
		],
	};

	const LISTS = [
		['addCustomerContacts', 'replaceCustomerContacts'],
		['addSolutions', 'replaceSolutions'],
		['addTeamMembers', 'replaceTeam'],
	];

	const update = async (updateFields: object, item = {}) =>
		await outcomeOf(partnerCenter, { operation: 'update', updateFields }, item);

	/** The parameters that must not go out as they are. */
	const wrongOnes = (values: Record<string, Given>) => {
		const names = Object.keys(values);
		const isContradiction = LISTS.some((both) => both.every((name) => names.includes(name)));
		return [
			...wrongIn(values, UPDATE_FIELDS),
			...(names.length === 0 || isContradiction ? ['Update Fields'] : []),
		];
	};

	test('what suits its field goes out in one valid body; what does not is refused by its name', async () => {
		const counts = new OutcomeCounts();

		await fc.assert(
			fc.asyncProperty(givenToSome(kindsOf(UPDATE_FIELDS), 6), async (values) => {
				const entry = new Entry();
				const outcome = await update(entry.enterAll(values), entry.item);

				counts.count(outcome);
				const wrong = wrongOnes(values);
				if (outcome.message === undefined) {
					expect(wrong).toEqual([]);
					expect(mistakesIn.referralChange(outcome.body)).toEqual([]);
				} else {
					expect(wrong).toContain(namedIn(outcome.message));
				}
			}),
			randomRuns({ short: 40, long: 2_500 }),
		);

		counts.expectBoth({ sent: 0.2, refused: 0.2 });
	});

	test('anything at all in any field goes out in a valid body, or is refused by a name that was filled in', async () => {
		const counts = new OutcomeCounts();
		const anything = fc.oneof(
			fc.string(),
			fc.nat(),
			fc.boolean(),
			fc.jsonValue(),
			fc.constantFrom(undefined, NaN, Infinity, new Date(0), new Date(NaN), 10n),
			fc.array(fc.dictionary(fc.constantFrom('email', 'id', 'name'), fc.jsonValue())),
		);

		await fc.assert(
			fc.asyncProperty(
				fc.shuffledSubarray(Object.keys(UPDATE_FIELDS), { minLength: 1, maxLength: 2 }),
				fc.tuple(anything, anything),
				async (names, found) => {
					const entry = new Entry();
					const values = names.map((name, index): [string, Given] => [
						name,
						{ value: found[index], suits: false, byExpression: true },
					]);
					const outcome = await update(entry.enterAll(Object.fromEntries(values)), entry.item);

					counts.count(outcome);
					if (outcome.message === undefined) {
						expect(mistakesIn.referralChange(outcome.body)).toEqual([]);
					} else {
						expect(['Update Fields', ...names.map((name) => UPDATE_FIELDS[name][0])]).toContain(
							namedIn(outcome.message),
						);
					}
				},
			),
			// One in eight is sent, and at least one must be.
			randomRuns({ short: 80, long: 2_000 }),
		);

		counts.expectBoth({ sent: 0.01, refused: 0.25 });
	});
});
