import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { ADDRESS_RULE, apiUrl, tenantUrl } from '../nodes/shared/api/address';

/**
 * App and user sign-in to Partner Center's Referrals API through Microsoft Entra (Microsoft's page
 * "Partner API authentication"). The API has no app-only access, and MFA rules out the password grant.
 */
export class MicrosoftPartnerCenterOAuth2Api implements ICredentialType {
	name = 'microsoftPartnerCenterOAuth2Api';

	displayName = 'Microsoft Partner Center OAuth2 API';

	extends = ['oAuth2Api'];

	icon = {
		light: 'file:../icons/partnerCenter.svg',
		dark: 'file:../icons/partnerCenter.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-microsoft-partner-center/n8n-nodes-microsoft-partner-center#credentials';

	properties: INodeProperties[] = [
		{
			displayName:
				'Add the OAuth Redirect URL above to your app registration in <a href="https://entra.microsoft.com" target="_blank">Microsoft Entra</a>, not in Partner Center: Authentication > Add a platform > Web.',
			name: 'redirectUrlNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Cloud',
			name: 'cloud',
			type: 'options',
			default: 'global',
			description: 'Where your organization signs in',
			options: [
				{
					name: 'Global',
					value: 'global',
				},
				{
					name: 'US Government',
					value: 'usGovernment',
				},
				{
					name: 'Custom',
					value: 'custom',
					description: 'A gateway, a proxy, or the simulator that comes with this package',
				},
			],
		},
		{
			displayName: `Each of the URLs below ${ADDRESS_RULE}. n8n sends nothing to any other URL: when you select Connect, it shows "Invalid protocol" and the name of the field.`,
			name: 'customCloudNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { cloud: ['custom'] } },
		},
		{
			displayName: 'Tenant ID',
			name: 'tenantId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. contoso.onmicrosoft.com',
			description:
				'The directory (tenant) ID or a domain of your partner account, as Microsoft Entra shows it. For a multitenant app, enter the word "organizations".',
		},
		{
			displayName: 'Authority URL',
			name: 'authorityUrl',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { cloud: ['custom'] } },
			placeholder: 'e.g. https://gateway.contoso.com/login',
			description:
				'The address of the sign-in pages, without the tenant at the end. Must use https, or http on this machine or its containers.',
		},
		{
			displayName: 'API URL',
			name: 'apiUrl',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { cloud: ['custom'] } },
			placeholder: 'e.g. https://gateway.contoso.com/partner',
			description:
				'The address of the API, without /v1.0 at the end. Must use https, or http on this machine or its containers.',
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Use PKCE',
			name: 'usePkce',
			type: 'hidden',
			default: true,
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: `={{ (${tenantUrl('$self')}) + "/oauth2/v2.0/authorize" }}`,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `={{ (${tenantUrl('$self')}) + "/oauth2/v2.0/token" }}`,
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: 'openid offline_access https://api.partner.microsoft.com/.default',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${apiUrl('$credentials')} }}`,
			url: '/v1.0/engagements/referrals',
			qs: { $top: 1 },
			disableFollowRedirect: true,
		},
	};
}
