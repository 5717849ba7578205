import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { MICROSOFT_API } from '../shared/api/address';
import { keepWholeAnswer } from '../shared/api/answer';
import { hints } from './fields/hints';
import { searchReferrals } from './listSearch/searchReferrals';
import { dealRegistration } from './resources/dealRegistration/dealRegistration.resource';
import { getReferralColumns, referral } from './resources/referral/referral.resource';
import { propertiesOf } from './routing/properties';
import { sendReferralRequest } from './run/sendReferralRequest';

const RESOURCES = [dealRegistration, referral];

export class MicrosoftPartnerCenter implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Microsoft Partner Center',
		name: 'microsoftPartnerCenter',
		icon: {
			light: 'file:../../icons/partnerCenter.svg',
			dark: 'file:../../icons/partnerCenter.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Manage leads and co-sell opportunities in Microsoft Partner Center',
		defaults: { name: 'Microsoft Partner Center' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'microsoftPartnerCenterOAuth2Api', required: true }],
		hints,
		requestDefaults: {
			baseURL: MICROSOFT_API,
			headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
			disableFollowRedirect: true,
		},
		requestOperations: { pagination: sendReferralRequest },
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: RESOURCES.map(({ option }) => option),
				default: 'referral',
				routing: { send: { paginate: true }, output: { postReceive: [keepWholeAnswer] } },
			},
			...propertiesOf(RESOURCES),
		],
	};

	methods = {
		listSearch: { searchReferrals },
		resourceMapping: { getReferralColumns },
	};
}
