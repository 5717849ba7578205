import { Refusal } from '../values/parameterError';

/**
 * Where a token or a client secret may go when the credential's cloud is `custom`: to https, or to http
 * on a host that never leaves the machine or its containers (loopback, `localhost`,
 * `host.docker.internal`, a single-label name such as a Compose service).
 *
 * It allows what is known to be right, character by character, so that user information, backslashes,
 * percent signs, numeric hosts and other schemes don't pass. It is used inside expressions too, and
 * must hold no two closing braces in a row.
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

/** The scheme of an address that was refused, in front of the field's name; nothing can be sent to it. */
const REFUSED = 'refused:';

/** The credential's name, under which n8n keeps it. */
export const CREDENTIAL = 'microsoftPartnerCenterOAuth2Api';

export const MICROSOFT_API = 'https://api.partner.microsoft.com';

/** The fields of the credential that say where a token and a secret go. */
export interface Addresses {
	cloud?: unknown;
	apiUrl?: unknown;
	authorityUrl?: unknown;
}

/** The API's base address, or why nothing may be sent there, or a token renewed at the authority. */
export function apiAddress({ cloud, apiUrl: api, authorityUrl }: Addresses): string | Refusal {
	if (cloud !== 'custom') return MICROSOFT_API;
	if (authorityUrl && !isAllowed(authorityUrl)) return refusalOf('Authority URL');
	return isAllowed(api) ? api : refusalOf('API URL');
}

function isAllowed(url: unknown): url is string {
	return typeof url === 'string' && ALLOWED.test(url);
}

function refusalOf(field: string): Refusal {
	return new Refusal(
		field,
		`"${field}" of the credential must begin with https://, or with http:// on this machine or its containers (localhost, 127.0.0.1, a Compose service), and have no user name, query or spaces`,
		`Correct "${field}" in the credential, or choose the cloud "Global" there.`,
	);
}

/** How an expression reaches the credential's fields: `$self` in the credential, `$credentials` elsewhere. */
type Fields = '$self' | '$credentials';

/** An expression that gives the API's base address; none where a token could be renewed elsewhere. */
export function apiUrl(fields: Fields): string {
	const authorityUrl = `${fields}["authorityUrl"]`;
	const custom = `${authorityUrl} && !${allowed(authorityUrl)} ? "${REFUSED}Authority URL" : ${checked(fields, 'apiUrl', 'API URL')}`;
	return `${fields}["cloud"] === "custom" ? (${custom}) : "${MICROSOFT_API}"`;
}

/** An expression that gives the authority and the tenant, to which `/oauth2/v2.0/…` is added. */
export function tenantUrl(fields: Fields): string {
	const custom = checked(fields, 'authorityUrl', 'Authority URL');
	const tenant = `String(${fields}["tenantId"] || "organizations").trim()`;
	const authority = `${fields}["cloud"] === "custom" ? (${custom}) : ${fields}["cloud"] === "usGovernment" ? "https://login.microsoftonline.us" : "https://login.microsoftonline.com"`;
	return `/^\\w[\\w-]*(?:\\.[\\w-]+)*$/.test(${tenant}) ? (${authority}) + "/" + ${tenant} : "${REFUSED}Tenant ID"`;
}

function checked(fields: Fields, field: string, parameter: string): string {
	const url = `${fields}["${field}"]`;
	return `${allowed(url)} ? ${url}.replace(/\\/+$/, "") : "${REFUSED}${parameter}"`;
}

function allowed(url: string): string {
	return `${String(ALLOWED)}.test(${url})`;
}
