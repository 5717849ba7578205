import { isJsonObject } from '../../values/json';
import { bodyText, detailsIn } from './errorBody';
import { requestedWaitOf } from './retryAfter';
import { connectionCodeOf, headersOf, textOf } from './thrown';
import type { Cause, Thrown } from './thrown';

/**
 * Why there is no valid token:
 * - `notConnected`: no one has signed in yet
 * - `reconnect`: Microsoft Entra rejected the refresh token; n8n doesn't say why
 * - `signIn`: Microsoft Entra did not issue a new token, for the reason that its codes state
 *
 * In all cases, the API has not executed the request. It was not sent, or was rejected with 401.
 */
export type SignInProblem = 'notConnected' | 'reconnect' | 'signIn';

export interface SignInError {
	problem: SignInProblem;
	status?: number;
	/** OAuth's code, then that of Microsoft Entra, such as AADSTS7000222. */
	codes: string[];
	/** The words of Microsoft Entra, or of n8n. */
	text: string;
	connection?: string;
	requestedWait?: number;
}

/** n8n's own errors, which can be recognized only by their messages. One of them names the credential. */
const N8N_ERRORS: Array<{ message: RegExp; problem: SignInProblem; isShown?: true }> = [
	{ message: /OAuth credentials not connected/i, problem: 'notConnected' },
	{ message: /Unable to sign without access token/i, problem: 'notConnected' },
	{ message: /no refresh token is available/i, problem: 'reconnect' },
	{ message: /needs to be reconnected/i, problem: 'reconnect', isShown: true },
];

/**
 * The error of the sign-in that was thrown; undefined if it was thrown for another reason.
 *
 * @param body that of the answer, as `readBody` has returned it
 */
export function signInErrorOf(
	{ message, cause = {} }: Thrown,
	body: unknown,
): SignInError | undefined {
	if (isOfTokenEndpoint(cause)) return tokenEndpointError(cause, body);
	if (cause.response !== undefined) return undefined;
	const words = `${textOf(message)} ${textOf(cause.message)}`;
	const known = N8N_ERRORS.find((one) => one.message.test(words));
	return known && { problem: known.problem, codes: [], text: known.isShown ? textOf(message) : '' };
}

/** n8n's OAuth2 client uses codes of its own; otherwise the URL is that of the token endpoint. */
function isOfTokenEndpoint({ code, config }: Cause): boolean {
	return isOfOAuth2Client(code) || /\/oauth2\/v2\.0\/token$/.test(textOf(config?.url));
}

function isOfOAuth2Client(code: unknown): boolean {
	return code === 'EAUTH' || code === 'ESTATUS';
}

/** The numeric code may come with words, or alone in `error_codes`. */
function tokenEndpointError(cause: Cause, body: unknown): SignInError {
	const { response, status = response?.status } = cause;
	const { codes, text } = detailsIn(body);
	const numbers = isJsonObject(body) && Array.isArray(body.error_codes) ? body.error_codes : [];
	const [code = numbers.length > 0 ? `AADSTS${String(numbers[0])}` : undefined] =
		/AADSTS\d+/.exec(text) ?? [];
	const hasAnswer = body !== undefined || status !== undefined;
	return {
		problem: 'signIn',
		status,
		codes: code ? [...codes, code] : codes,
		text: wordsIn(text),
		connection: hasAnswer || isOfOAuth2Client(cause.code) ? undefined : connectionCodeOf(cause),
		requestedWait: requestedWaitOf(response ? headersOf(response) : {}, bodyText(body)),
	};
}

/** Microsoft Entra's message without its code and the IDs for its support. */
function wordsIn(text: string): string {
	return text
		.replace(/^.*?AADSTS\d+:\s*/s, '')
		.replace(/\s*(?:Trace ID|Correlation ID|Timestamp):.*$/s, '');
}
