import { ParameterError } from '../values/parameterError';

/** The path of the Referrals API, relative to the API's base address. */
export const REFERRALS = '/v1.0/engagements/referrals';

/**
 * The addresses to which a token or a client secret may be sent if the credential's cloud is `custom`: https,
 * or http on a host that never leaves the machine or its containers (loopback, `localhost`,
 * `host.docker.internal`, a single-label name such as a Compose service).
 *
 * The pattern is an allowlist of characters, so that user information, backslashes, percent signs, numeric
 * hosts and other schemes are rejected. It is used in expressions too, and therefore must not contain two
 * closing braces in a row.
 */
const PORT = String.raw`(?::(?:6553[0-5]|655[0-2]\d|65[0-4]\d\d|6[0-4]\d{3}|[1-5]?\d{1,4}))?`;
const PATH = String.raw`(?:\/[\w.~\/-]*)?$`;
const BYTE = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
const HTTPS_HOST = String.raw`(?:[a-z\d](?:[\w.-]*[a-z\d])?|\[[\da-f:.]+\])`;
const LOCAL_HOST = String.raw`(?:127(?:\.${BYTE}){3}|\[::1\]|host\.docker\.internal|[a-z][\w-]*)`;
const ALLOWED = new RegExp(
	`^(?:https:\\/\\/${HTTPS_HOST}|http:\\/\\/${LOCAL_HOST})${PORT}${PATH}`,
	'i',
);

/** The internal name of the type of the credential for the Referrals API. */
export const CREDENTIAL = 'microsoftPartnerCenterOAuth2Api';

/** The internal name of the type of the credential for Partner Center's webhooks. */
export const WEBHOOKS_CREDENTIAL = 'microsoftPartnerCenterWebhooksOAuth2Api';

/** Microsoft's address of the Referrals API, in every cloud. */
export const MICROSOFT_API = 'https://api.partner.microsoft.com';

/** Microsoft's address of the API for webhooks, in every cloud. */
export const MICROSOFT_WEBHOOKS_API = 'https://api.partnercenter.microsoft.com';

/** What an address of the credential must be, for messages. */
export const ADDRESS_RULE =
	'must begin with https://, or with http:// on this machine or its containers (localhost, 127.0.0.1, a Compose service), and have no user name, query or spaces';

/** The fields of the credential that determine where tokens and secrets are sent. */
export interface Addresses {
	cloud?: unknown;
	apiUrl?: unknown;
	authorityUrl?: unknown;
}

/**
 * The API's base address; an error if nothing may be sent there, or no token refreshed at the authority.
 *
 * @param microsoftAddress the address if the credential names none of its own
 */
export function apiAddress(
	{ cloud, apiUrl: api, authorityUrl }: Addresses,
	microsoftAddress = MICROSOFT_API,
): string | ParameterError {
	if (cloud !== 'custom') return microsoftAddress;
	if (authorityUrl && !isAllowed(authorityUrl)) return addressError('Authority URL');
	return isAllowed(api) ? api : addressError('API URL');
}

function isAllowed(url: unknown): url is string {
	return typeof url === 'string' && ALLOWED.test(url);
}

function addressError(field: string): ParameterError {
	return new ParameterError(
		field,
		`"${field}" of the credential ${ADDRESS_RULE}`,
		`Correct "${field}" in the credential, or choose the cloud "Global" there.`,
	);
}

/** The variable that contains the credential's fields: `$self` in the credential, `$credentials` elsewhere. */
type Fields = '$self' | '$credentials';

/** An expression for the API's base address; an unusable one if a token could be refreshed elsewhere. */
export function apiUrl(fields: Fields, microsoftAddress = MICROSOFT_API): string {
	const authorityUrl = `${fields}["authorityUrl"]`;
	const custom = `${authorityUrl} && !${isAllowedExpression(authorityUrl)} ? ${rejected('Authority URL')} : ${validated(fields, 'apiUrl', 'API URL')}`;
	return `${fields}["cloud"] === "custom" ? (${custom}) : "${microsoftAddress}"`;
}

/** An expression for the authority and the tenant, to which `/oauth2/v2.0/…` is appended. */
export function tenantUrl(fields: Fields): string {
	const custom = validated(fields, 'authorityUrl', 'Authority URL');
	const tenant = `String(${fields}["tenantId"] || "organizations").trim()`;
	const authority = `${fields}["cloud"] === "custom" ? (${custom}) : ${fields}["cloud"] === "usGovernment" ? "https://login.microsoftonline.us" : "https://login.microsoftonline.com"`;
	return `/^\\w[\\w-]*(?:\\.[\\w-]+)*$/.test(${tenant}) ? (${authority}) + "/" + ${tenant} : ${rejected('Tenant ID')}`;
}

function validated(fields: Fields, field: string, parameter: string): string {
	const url = `${fields}["${field}"]`;
	return `${isAllowedExpression(url)} ? ${url}.replace(/\\/+$/, "") : ${rejected(parameter)}`;
}

function isAllowedExpression(url: string): string {
	return `${String(ALLOWED)}.test(${url})`;
}

/**
 * An address to which nothing can be sent, as part of an expression. n8n shows its scheme when the user connects:
 * "Invalid protocol: correct-the-authority-url-in-this-credential:". Only the scheme can say anything, because n8n
 * replaces the message of an expression that fails.
 */
function rejected(parameter: string): string {
	return `"correct-the-${parameter.toLowerCase().replace(/ /g, '-')}-in-this-credential:"`;
}
