import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { apiUrl, MICROSOFT_WEBHOOKS_API } from '../nodes/shared/api/address';

/**
 * App and user sign-in to Partner Center's API for webhooks (Microsoft's page "Partner Center webhooks"). Its
 * tokens are for another audience than those of the Referrals API, and its users need other roles.
 */
export class MicrosoftPartnerCenterWebhooksOAuth2Api implements ICredentialType {
	name = 'microsoftPartnerCenterWebhooksOAuth2Api';

	displayName = 'Microsoft Partner Center Webhooks OAuth2 API';

	extends = ['microsoftPartnerCenterOAuth2Api'];

	icon = {
		light: 'file:../icons/partnerCenter.svg',
		dark: 'file:../icons/partnerCenter.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-microsoft-partner-center/n8n-nodes-microsoft-partner-center#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'API URL',
			name: 'apiUrl',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { cloud: ['custom'] } },
			placeholder: 'e.g. https://gateway.contoso.com/partnercenter',
			description:
				'The address of the API for webhooks, without /webhooks/v1 at the end. Must use https, or http on this machine or its containers.',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: `openid offline_access ${MICROSOFT_WEBHOOKS_API}/.default`,
		},
	];

	/** The list of events can be read whether or not a URL is registered. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${apiUrl('$credentials', MICROSOFT_WEBHOOKS_API)} }}`,
			url: '/webhooks/v1/registration/events',
			disableFollowRedirect: true,
		},
	};
}
