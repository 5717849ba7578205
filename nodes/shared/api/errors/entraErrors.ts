/** What an error of Microsoft Entra means to the person who has to resolve it. */
interface EntraError {
	/** The codes of Microsoft Entra (`AADSTS...`) and of OAuth 2.0. */
	codes: string[];
	/** What happened, in one clause. */
	happened: string;
	/** What to do about it. */
	hint: string;
	/** Whether the same request may succeed later. */
	isTransient?: true;
}

const aadsts = (...numbers: number[]) => numbers.map((number) => `AADSTS${number}`);

/**
 * The errors with which Microsoft Entra declines to issue a token (Microsoft's page "Microsoft Entra authentication and
 * authorization error codes").
 */
const ENTRA_ERRORS: EntraError[] = [
	{
		codes: [
			...aadsts(90033, 50033, 50087, 80005, 90006, 90012, 90024, 90055, 90090, 90091),
			...['temporarily_unavailable', 'server_error', 'slow_down'],
		],
		happened: 'Microsoft Entra was temporarily unable to renew the token',
		hint: 'Wait a few minutes, then run the node again.',
		isTransient: true,
	},
	{
		codes: aadsts(7000222),
		happened: 'The client secret of the app has expired',
		hint: 'Create a new client secret for the app in Microsoft Entra. Enter it in "Client Secret" in the credential, then connect the credential again.',
	},
	{
		codes: aadsts(7000215, 7000216, 7000218, 70002),
		happened: 'Microsoft Entra did not accept the client secret of the app',
		hint: 'In "Client Secret" in the credential, enter the value of the secret, not its ID. Then connect the credential again.',
	},
	{
		codes: aadsts(700016, 70001, 7000112, 50049),
		happened: 'Microsoft Entra did not find the app in the tenant, or the app is disabled',
		hint: 'Compare "Client ID" and "Tenant ID" in the credential with the app in Microsoft Entra, and check that the app is enabled. Then connect the credential again.',
	},
	{
		codes: aadsts(90002, 50020, 50059, 50128, 50194, 51004, 90019, 90038, 900023),
		happened: 'Microsoft Entra did not find the tenant, or the user does not belong to it',
		hint: 'In "Tenant ID" in the credential, enter the tenant of your partner account. Then connect the credential again as a user of this tenant.',
	},
	{
		codes: aadsts(50076, 50072, 50074, 50078, 50079, 50158, 500121, 53004, 90072),
		happened: 'Microsoft Entra requires multifactor authentication (MFA) again',
		hint: 'Open the credential, connect it again, and complete MFA when Microsoft asks for it.',
	},
	{
		codes: aadsts(53003, 50005, 50097, 50131, 50155, 53000, 53001, 53002, 53009, 530003, 530032),
		happened: 'A Conditional Access policy blocked the sign-in',
		hint: "Ask an administrator to look up the policy in the sign-in logs of Microsoft Entra and to allow n8n's sign-in. Then connect the credential again.",
	},
	{
		codes: [...aadsts(65001, 65004, 90094), 'consent_required'],
		happened: 'The app does not have consent for its permissions',
		hint: 'Ask an administrator to select "Grant admin consent" under "API permissions" in the app registration, then connect the credential again.',
	},
	{
		codes: [
			...aadsts(500011, 50001, 500014, 65005, 650052, 650056, 650057, 70011),
			'invalid_scope',
		],
		happened: 'The app is not allowed to request tokens for Partner Center',
		hint: 'Under "API permissions" of the app registration, add the delegated permission for the API "Microsoft Partner" (for the webhooks credential, "Microsoft Partner Center"), and ask an administrator to grant consent. Then connect the credential again.',
	},
	{
		codes: aadsts(700082, 50089, 70000, 70008, 70043, 700081, 700084),
		happened: 'The sign-in has expired',
		hint: 'Open the credential and connect it again. A sign-in expires if it is not used for 90 days, or earlier if a sign-in frequency policy applies.',
	},
	{
		codes: aadsts(50173, 50132, 50133, 50135),
		happened: 'The sign-in was revoked, for example because the password was changed',
		hint: 'Open the credential and connect it again.',
	},
	{
		codes: aadsts(50126, 50055, 50056, 50144),
		happened:
			'Microsoft Entra did not accept the user name or the password, or the password has expired',
		hint: "Check the user's password in Microsoft Entra, then connect the credential again.",
	},
	{
		codes: aadsts(50057, 50034, 500341, 50053, 500571),
		happened: 'The account of the signed-in user is disabled, deleted or locked',
		hint: 'Ask an administrator to enable or unlock the account, or connect the credential as another user.',
	},
	{
		codes: aadsts(50105),
		happened: 'The signed-in user is not assigned to the app',
		hint: 'Ask an administrator to assign the user to the app in Microsoft Entra (Enterprise applications), then connect the credential again.',
	},
	{
		codes: aadsts(50011, 500112, 70004),
		happened:
			'The app registration does not contain the redirect URL of n8n for the platform "Web"',
		hint: 'Add the redirect URL that the credential shows to the app registration, with the platform "Web", then connect the credential again.',
	},
	{
		codes: [
			...aadsts(50058, 54005, 700020),
			'interaction_required',
			'login_required',
			'invalid_grant',
		],
		happened: 'Microsoft Entra requires a new sign-in',
		hint: 'Open the credential and connect it again.',
	},
	{
		codes: ['invalid_client', 'unauthorized_client', 'invalid_request', 'unsupported_grant_type'],
		happened: 'Microsoft Entra did not accept the app that the credential names',
		hint: 'Check "Client ID", "Client Secret" and "Tenant ID" in the credential, then connect the credential again.',
	},
];

const BY_CODE = new Map(ENTRA_ERRORS.flatMap((one) => one.codes.map((code) => [code, one])));

/** @param codes from the most general to the most specific, which counts if it is known */
export function entraErrorOf(codes: string[]): EntraError | undefined {
	return [...codes].reverse().flatMap((code) => BY_CODE.get(code) ?? [])[0];
}
