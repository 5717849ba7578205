import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { choice } from '../../../../shared/values/choice';
import { rowsUnlessEmpty } from '../../../../shared/values/rows';
import { additionalFields } from '../../../fields/additionalFields';
import { created } from '../../../fields/referralFields';
import { REFERRAL_LISTS } from '../../../fields/referralLists';
import type { ReferralList } from '../../../fields/referralLists';
import { reads, required } from '../../../routing/field';
import type { Field, PreSend } from '../../../routing/field';
import { creates } from '../../../routing/pointerFields';
import { freeRows } from '../../../routing/rows';
import { newReferral } from './newReferral';
import type { DealTypeName } from './newReferral';

export const dealType: INodeProperties = {
	displayName: 'Deal Type',
	name: 'dealType',
	type: 'options',
	default: 'private',
	description: "Who can see the deal. Sharing a deal with Microsoft's sellers can't be undone.",
	options: [
		{
			name: 'Co-Sell',
			value: 'coSell',
			description:
				"Microsoft's sellers see the deal and are asked to help. Creates two referrals: yours and Microsoft's.",
		},
		{
			name: 'Partner-Led',
			value: 'partnerLed',
			description: "Microsoft's sellers see the deal. No help is requested.",
		},
		{ name: 'Private', value: 'private', description: 'Only your organization sees the deal' },
	] satisfies Array<INodePropertyOptions & { value: DealTypeName }>,
};

const dealTypeName = choice<DealTypeName>({
	coSell: 'Co-Sell',
	partnerLed: 'Partner-Led',
	private: 'Private',
});

/** Completes the body after all fields have been read. */
const setBody: PreSend = (_context, plan, request) => {
	const { dealType: name, ...given } = plan.body;
	const { body, sharing } = newReferral(name as DealTypeName | undefined, given);
	request.body = body;
	plan.sharing = sharing;
};

/** A list of a new referral. */
function rowsOf(
	{ displayName, pointer, row, creationColumns: columns }: ReferralList,
	labels: Pick<INodeProperties, 'name' | 'description'>,
): Field[] {
	return freeRows({ displayName, ...labels }, row, columns, (property) =>
		creates(pointer, rowsUnlessEmpty({ row, columns }), property),
	);
}

/** The parameters of a new referral. */
export const newReferralFields: Field[] = [
	required(created('name')),
	reads(dealType, dealTypeName, (name, { body }) => {
		body.dealType = name;
	}),
	required(created('customerName')),
	required(created('country')),
	created('consentToShare'),
	created('consentToContact'),
	...rowsOf(REFERRAL_LISTS.solutions, {
		name: 'solutions',
		description: 'The solutions that you sell: at least one that is ready for co-sell',
	}),
	...rowsOf(REFERRAL_LISTS.customerContacts, {
		name: 'customerContacts',
		description:
			"The customer's contacts. If Microsoft is asked to help, at least one is required.",
	}),
	...rowsOf(REFERRAL_LISTS.team, {
		name: 'team',
		description: 'Your colleagues who work on the deal',
	}),
	additionalFields(
		[
			created('addressLine1'),
			created('addressLine2'),
			created('assistanceRequestCode'),
			created('campaignId'),
			created('city'),
			created('closingDateTime'),
			created('currency'),
			created('customerSize'),
			created('duns'),
			created('dealValue'),
			created('engagementId'),
			created('externalReferenceId'),
			created('inviteNotes'),
			created('microsoftAccountId'),
			created('notes'),
			created('mpnId'),
			created('postalCode'),
			created('purchaseIntent'),
			created('qualification'),
			created('referralProgram'),
			created('salesStage'),
			created('state'),
		],
		setBody,
	),
];
