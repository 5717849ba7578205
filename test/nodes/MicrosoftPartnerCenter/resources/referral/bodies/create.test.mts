import * as fc from 'fast-check';

import { PartnerCenter } from '../../../../../engine/partnerCenter.mts';
import { randomRuns } from '../../../../../randomRuns.mts';
import { mistakesIn } from '../../../../../schemas/schemas.mts';
import { namedIn, outcomeOf, OutcomeCounts } from '../../../bodies.mts';
import { person, solution } from '../../../givenValues/columns.mts';
import { Entry, given, givenToSome } from '../../../givenValues/given.mts';
import type { Given } from '../../../givenValues/given.mts';
import type { Kind } from '../../../givenValues/kind.mts';
import { fixedRows } from '../../../givenValues/rows.mts';
import { boolean, choice, amount, country, someText } from '../../../givenValues/values.mts';
import { DETAIL_FIELDS, kindsOf, wrongIn } from './parameters.mts';
import type { Parameter } from './parameters.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterAll(() => partnerCenter.simulator.stop());

describe('create', () => {
	const REQUIRED: Record<string, Parameter> = {
		name: ['Name', someText],
		customerName: ['Customer Name', someText],
		country: ['Country', country],
		consentToShare: ['Consent to Share', boolean],
		consentToContact: ['Consent to Contact', boolean],
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
		dealValue: ['Deal Value', amount],
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
		customerSize: ['Customer Size', choice(['1to9employees', 'Morethan20000employees'])],
		engagementId: ['Engagement ID', someText],
		microsoftAccountId: ['Microsoft Account ID', someText],
		mpnId: ['Partner ID', someText],
		purchaseIntent: ['Purchase Intent', choice(['HaveNotDecided', 'No', 'Yes'])],
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
				consentToShare: seldomWrong(REQUIRED.consentToShare[1]),
				consentToContact: seldomWrong(REQUIRED.consentToContact[1]),
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

	const isTrue = ({ value }: Given) => /^\P{L}*true\P{L}*$/iu.test(String(value));

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
		const isCoSell = /^\P{L}*cosell\P{L}*$/iu.test(String(dealType?.value));
		const isShown = isCoSell || /^\P{L}*partnerled\P{L}*$/iu.test(String(dealType?.value));
		const asksForNothing = /^\P{L}*unknown\P{L}*$/iu.test(
			String((additional.assistanceRequestCode as Given | undefined)?.value),
		);
		const rules: Array<[string, boolean]> = [
			['Solutions', !('solutions' in lists)],
			['Customer Contacts', isCoSell && !asksForNothing && !('customerContacts' in lists)],
			['Consent to Share', isShown && !isTrue(required.consentToShare)],
			['Currency', 'dealValue' in additional && !('currency' in additional)],
			['Assistance Request', !isCoSell && !asksForNothing && 'assistanceRequestCode' in additional],
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
					const { body, second } = outcome;
					expect(mistakesIn.newReferral(body)).toEqual([]);
					if (second) expect(mistakesIn.sharedReferrals([body, second])).toEqual([]);
				} else {
					expect(wrong).toContain(namedIn(outcome.message));
				}
			}),
			randomRuns({ short: 40, long: 1_500 }),
		);

		counts.expectBoth({ sent: 0.2, refused: 0.2 });
	});
});
