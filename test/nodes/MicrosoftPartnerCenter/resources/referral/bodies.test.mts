import * as fc from 'fast-check';

import { PartnerCenter } from '../../../../engine/partnerCenter.mts';
import { randomRuns } from '../../../../randomRuns.mts';
import { mistakesIn } from '../../../../schemas/schemas.mts';
import { namedIn, outcomeOf, OutcomeCounts } from '../../bodies.mts';
import {
	boolean,
	choice,
	contactPreference,
	country,
	currency,
	dateTime,
	decimal,
	number,
	Entry,
	fixedRows,
	freeRows,
	given,
	givenToSome,
	person,
	solution,
	someText,
	text,
} from '../../givenValues.mts';
import type { Given, Kind } from '../../givenValues.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterAll(() => partnerCenter.simulator.stop());

const PERSON = {
	email: 'jane.doe@contoso.com',
	firstName: 'Jane',
	lastName: 'Doe',
	phoneNumber: '0000000001',
	title: 'Account Manager',
};
const PERSON_TO_TELL = { ...PERSON, disableNotifications: true, locale: 'en-US' };
const SOLUTION = {
	id: 'SOL-1',
	name: 'Kit',
	price: '2500.50',
	currency: 'usd',
	quantity: 12,
	publisherName: 'Contoso',
	solutionType: '3P',
	type: 'Name',
	closingDateTime: '2026-12-31',
};
const DETAILS = { closingDateTime: '2026-12-31T17:00:00+01:00', currency: 'eur', notes: '' };

const NEW = {
	name: 'Contoso moves to Azure',
	customerName: 'Contoso',
	country: 'us',
	solutions: { solution: [{ id: 'SOL-1' }] },
};
const REFERRAL = {
	name: 'Contoso moves to Azure',
	type: 'Independent',
	customerProfile: { name: 'Contoso', address: { country: 'US' } },
	consent: { consentToMicrosoftToContactSpecificPartners: true },
	details: {
		requirements: {
			solutions: [{ id: 'SOL-1' }],
			industries: [{ id: 'Education' }],
			additionalRequirements: {
				attributes: [{ type: 'CustomerMarketplaceIntent', id: 'HaveNotDecided' }],
			},
		},
	},
};

describe('a change of a referral is valid', () => {
	test.each([
		['updateDealValue, the least', { operation: 'updateDealValue', dealValue: 0 }],
		[
			'updateDealValue, everything',
			{ operation: 'updateDealValue', dealValue: '2500.50', additionalFields: DETAILS },
		],
		['changeStatus, the least', { operation: 'changeStatus' }],
		...['Pending', 'received', 'Accepted', 'Won', 'LOST', 'Declined', 'Expired'].map(
			(substatus) =>
				[
					`changeStatus, everything (${substatus})`,
					{
						operation: 'changeStatus',
						substatus,
						additionalFields: { notes: 'So be it.', statusReason: 'It fits.' },
					},
				] as [string, object],
		),
		['addTeamMember, the least', { operation: 'addTeamMember', email: PERSON.email }],
		[
			'addTeamMember, everything',
			{
				operation: 'addTeamMember',
				...PERSON,
				additionalFields: { title: PERSON.title, skipIfPresent: true },
			},
		],
		['update, the least', { operation: 'update', updateFields: { campaignId: '' } }],
		[
			'update, everything that is added',
			{
				operation: 'update',
				updateFields: {
					...DETAILS,
					addCustomerContacts: [PERSON_TO_TELL, { email: 'ravi@contoso.com' }],
					addSolutions: [SOLUTION, { id: 'SOL-2' }],
					addTeamMembers: [PERSON_TO_TELL],
					campaignId: 'spring',
					dealValue: 10000,
					externalReferenceId: 'OPP-7',
					referralProgram: 'program',
					salesStage: 'Develop',
					shareWithMicrosoft: true,
					statusReason: 'It fits.',
					substatus: 'Won',
				},
			},
		],
		[
			'update, everything that is replaced',
			{
				operation: 'update',
				updateFields: {
					replaceCustomerContacts: [PERSON_TO_TELL],
					replaceSolutions: [SOLUTION],
					replaceTeam: [PERSON_TO_TELL, { email: 'john@contoso.com' }],
				},
			},
		],
		[
			'applyPatch, the least',
			{ operation: 'applyPatch', patch: '[{"op":"replace","path":"/team","value":[]}]' },
		],
	] as Array<[string, object]>)('%s', async (_name, parameters) => {
		const { body, message } = await outcomeOf(partnerCenter, parameters);

		expect(message).toBeUndefined();
		expect(mistakesIn.referralChange(body)).toEqual([]);
	});

	test('a patch document of one’s own goes out as it was written, all 18 paths of it', async () => {
		const people = [{ ...PERSON, contactPreference: { locale: 'en-US' } }];
		const patch = [
			{ op: 'add', path: '/campaignId', value: 'spring' },
			{
				op: 'replace',
				path: '/consent/consentToShareReferralWithMicrosoftSellers',
				value: true,
			},
			{ op: 'replace', path: '/customerProfile/team', value: people },
			{ op: 'add', path: '/customerProfile/team/-', value: { email: 'ravi@contoso.com' } },
			{ op: 'replace', path: '/details/closingDateTime', value: '2026-12-31T16:00:00Z' },
			{ op: 'replace', path: '/details/currency', value: 'EUR' },
			{ op: 'replace', path: '/details/dealValue', value: '10000' },
			{ op: 'replace', path: '/details/notes', value: '' },
			{ op: 'replace', path: '/details/requirements/solutions', value: [{ id: 'SOL-1' }] },
			{ op: 'add', path: '/details/requirements/solutions/-', value: { id: 'SOL-2', price: 5 } },
			{ op: 'replace', path: '/externalReferenceId', value: 'OPP-7' },
			{ op: 'replace', path: '/referralProgram', value: 'program' },
			{ op: 'replace', path: '/salesStage', value: '40' },
			{ op: 'replace', path: '/status', value: 'Active' },
			{ op: 'replace', path: '/substatus', value: 'Accepted' },
			{ op: 'replace', path: '/statusReason', value: 'It fits.' },
			{ op: 'replace', path: '/team', value: people },
			{ op: 'add', path: '/team/-', value: { email: 'john@contoso.com' } },
		];

		const { body } = await outcomeOf(partnerCenter, {
			operation: 'applyPatch',
			patch: patch as never,
		});

		expect(body).toEqual(patch);
		expect(mistakesIn.referralChange(body)).toEqual([]);
	});
});

describe('a new referral is valid', () => {
	test.each([
		['private, the least', NEW],
		['led by the partner', { ...NEW, dealType: 'partnerLed' }],
		[
			'co-sell, the least',
			{ ...NEW, dealType: 'coSell', customerContacts: { contact: [{ email: PERSON.email }] } },
		],
		[
			'co-sell, everything',
			{
				...NEW,
				dealType: 'coSell',
				solutions: { solution: [SOLUTION, { id: 'SOL-2' }] },
				customerContacts: { contact: [PERSON] },
				team: { member: [PERSON, { email: 'john@contoso.com' }] },
				additionalFields: {
					...DETAILS,
					addressLine1: '1 Main Street',
					addressLine2: 'Floor 2',
					assistanceRequestCode: 'QuotesOrLicensing',
					campaignId: 'spring',
					city: 'Seattle',
					consentToContact: true,
					customerSize: 'Morethan20000employees',
					dealValue: '2500.50',
					engagementId: '65edc0b5-3485-41b7-a17e-dfa9ef4706e2',
					externalReferenceId: 'OPP-7',
					inviteNotes: 'A quote, please.',
					postalCode: '98101',
					qualification: 'Direct',
					referralProgram: 'program',
					salesStage: '20',
					state: 'WA',
				},
			},
		],
	] as Array<[string, object]>)('%s', async (_name, parameters) => {
		const { body, message } = await outcomeOf(partnerCenter, {
			operation: 'create',
			...parameters,
		});

		expect(message).toBeUndefined();
		expect(mistakesIn.newReferral(body)).toEqual([]);
	});

	test('JSON of one’s own goes out as it was written', async () => {
		const { body } = await outcomeOf(partnerCenter, {
			operation: 'create',
			inputMode: 'json',
			referralJson: JSON.stringify(REFERRAL),
		});

		expect(body).toEqual(REFERRAL);
		expect(mistakesIn.newReferral(body)).toEqual([]);
	});
});

/** A parameter: what a person sees it called, and what it may be given. */
type Parameter = [displayName: string, kind: Kind];

const kindsOf = (parameters: Record<string, Parameter>) =>
	Object.fromEntries(Object.entries(parameters).map(([name, [, kind]]) => [name, kind]));

/** The display names of the parameters that hold something that does not suit them. */
const wrongIn = (values: Record<string, Given>, parameters: Record<string, Parameter>) =>
	Object.keys(values)
		.filter((name) => !values[name].suits)
		.map((name) => parameters[name][0]);

const DETAIL_FIELDS: Record<string, Parameter> = {
	closingDateTime: ['Closing Date', dateTime],
	currency: ['Currency', currency],
	dealValue: ['Deal Value', decimal],
	notes: ['Notes', text],
};

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
			choice(['Pending', 'Received', 'Accepted', 'Won', 'Lost', 'Declined', 'Expired']),
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
			randomRuns({ short: 100, long: 2_500 }),
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
			randomRuns({ short: 120, long: 2_000 }),
		);

		counts.expectBoth({ sent: 0.01, refused: 0.25 });
	});
});

describe('create', () => {
	const REQUIRED: Record<string, Parameter> = {
		name: ['Name', someText],
		customerName: ['Customer Name', someText],
		country: ['Country', country],
	};

	const DEAL_TYPE: Parameter = ['Deal Type', choice(['coSell', 'partnerLed', 'private'])];

	const LISTS: Record<string, Parameter> = {
		solutions: ['Solutions', fixedRows(solution)],
		customerContacts: ['Customer Contacts', fixedRows(person)],
		team: ['Team', fixedRows(person)],
	};

	const ROW_NAMES: Record<string, string> = {
		solutions: 'solution',
		customerContacts: 'contact',
		team: 'member',
	};

	const ADDITIONAL_FIELDS: Record<string, Parameter> = {
		...DETAIL_FIELDS,
		dealValue: ['Deal Value', number],
		addressLine1: ['Address Line 1', someText],
		addressLine2: ['Address Line 2', someText],
		assistanceRequestCode: [
			'Assistance Request',
			choice([
				'CustomerTechnicalArchitecture',
				'GeneralOrOther',
				'PostSalesCustomerSuccess',
				'ProofOfConceptOrDemo',
				'QuotesOrLicensing',
				'Unknown',
				'WorkloadSpecificValueProposition',
			]),
		],
		campaignId: ['Campaign ID', someText],
		city: ['City', someText],
		consentToContact: ['Consent to Contact', boolean],
		customerSize: ['Customer Size', choice(['1to9employees', 'Morethan20000employees'])],
		engagementId: ['Engagement ID', someText],
		externalReferenceId: ['External Reference ID', someText],
		inviteNotes: ['Invite Notes', someText],
		postalCode: ['Postal Code', someText],
		qualification: ['Qualification', choice(['Direct', 'MarketingQualified', 'SalesQualified'])],
		referralProgram: ['Referral Program', someText],
		salesStage: ['Sales Stage', someText],
		state: ['State', someText],
	};

	interface Filled {
		required: Record<string, Given>;
		dealType?: Given;
		lists: Record<string, Given>;
		additional: Record<string, Given>;
	}

	const seldomWrong = (kind: Kind) => given(kind, 30);

	const filled: fc.Arbitrary<Filled> = fc.record(
		{
			required: fc.record({
				name: seldomWrong(REQUIRED.name[1]),
				customerName: seldomWrong(REQUIRED.customerName[1]),
				country: seldomWrong(REQUIRED.country[1]),
			}),
			dealType: seldomWrong(DEAL_TYPE[1]),
			lists: fc.record(
				{
					solutions: seldomWrong(LISTS.solutions[1]),
					customerContacts: seldomWrong(LISTS.customerContacts[1]),
					team: seldomWrong(LISTS.team[1]),
				},
				{ requiredKeys: [] },
			),
			additional: givenToSome(kindsOf(ADDITIONAL_FIELDS), 5),
		},
		{ requiredKeys: ['required', 'lists', 'additional'] },
	);

	/** An empty text that is typed into a required parameter is n8n's own affair: it does not start the workflow. */
	const byExpressionIfEmpty = (one: Given): Given =>
		one.value === '' ? { ...one, byExpression: true } : one;

	const parametersOf = ({ required, dealType, lists, additional }: Filled, entry: Entry) => ({
		...entry.enterAll(
			Object.fromEntries(
				Object.entries(required).map(([name, one]) => [name, byExpressionIfEmpty(one)]),
			),
		),
		...(dealType && { dealType: entry.enter(dealType) }),
		...Object.fromEntries(
			Object.entries(lists).map(([name, list]) => [
				name,
				{ [ROW_NAMES[name]]: entry.enterCells(list) },
			]),
		),
		additionalFields: entry.enterAll(additional),
	});

	/** The parameters without which, or with which, there is no such referral. */
	const wrongOnes = ({ required, dealType, lists, additional }: Filled) => {
		const isCoSell = String(dealType?.value).toLowerCase() === 'cosell';
		const rules: Array<[string, boolean]> = [
			['Solutions', !('solutions' in lists)],
			['Customer Contacts', isCoSell && !('customerContacts' in lists)],
			['Currency', 'dealValue' in additional && !('currency' in additional)],
			['Assistance Request', !isCoSell && 'assistanceRequestCode' in additional],
			['Invite Notes', !isCoSell && 'inviteNotes' in additional],
		];
		return [
			...wrongIn(required, REQUIRED),
			...(dealType?.suits === false ? [DEAL_TYPE[0]] : []),
			...wrongIn(lists, LISTS),
			...wrongIn(additional, ADDITIONAL_FIELDS),
			...rules.filter(([, isBroken]) => isBroken).map(([name]) => name),
		];
	};

	test('what suits its field goes out in one valid body; what does not, or is missing, is refused by its name', async () => {
		const counts = new OutcomeCounts();

		await fc.assert(
			fc.asyncProperty(filled, async (values) => {
				const entry = new Entry();
				const parameters = { operation: 'create', ...parametersOf(values, entry) };
				const outcome = await outcomeOf(partnerCenter, parameters, entry.item);

				counts.count(outcome);
				const wrong = wrongOnes(values);
				if (outcome.message === undefined) {
					expect(wrong).toEqual([]);
					expect(mistakesIn.newReferral(outcome.body)).toEqual([]);
				} else {
					expect(wrong).toContain(namedIn(outcome.message));
				}
			}),
			randomRuns({ short: 60, long: 1_500 }),
		);

		counts.expectBoth({ sent: 0.2, refused: 0.2 });
	});
});
