import { type Answer, htmlAnswer, redirectAnswer } from '../http/answer.mts';
import type { Incoming } from '../http/incoming.mts';
import type { Grants } from './grants.mts';
import { refusalPage, signInPage } from './signInPage.mts';

/** An app whose client id begins so is refused its consent, whoever signs in. */
const noConsent = 'no-consent';

const required: Record<string, { means: string; is: (value: string) => boolean }> = {
	response_type: { means: "must be 'code'", is: (value) => value === 'code' },
	client_id: { means: 'is missing', is: (value) => value !== '' },
	redirect_uri: { means: 'must be an http or https address', is: isWebAddress },
	scope: { means: 'is missing', is: (value) => value !== '' },
	code_challenge: { means: 'is missing: PKCE is required', is: (value) => value !== '' },
	code_challenge_method: { means: "must be 'S256'", is: (value) => value === 'S256' },
};

/** GET shows the sign-in page, its form comes back as a POST ("OAuth 2.0 authorization code flow"). */
export function answerAuthorizeRequest(grants: Grants, request: Incoming): Answer {
	if (request.method === 'GET') {
		const reason = whatIsWrong(request.query);
		return reason === undefined
			? htmlAnswer(200, signInPage(request.query))
			: htmlAnswer(400, refusalPage(reason));
	}
	if (request.method === 'POST') {
		const form = Object.fromEntries(new URLSearchParams(request.rawBody));
		const reason = whatIsWrong(form);
		return reason === undefined
			? redirectAnswer(answeredRedirect(grants, form))
			: htmlAnswer(400, refusalPage(reason));
	}
	return { status: 405, headers: { Allow: 'GET, POST' } };
}

function whatIsWrong(parameters: Partial<Record<string, string>>): string | undefined {
	const wrong = Object.entries(required).find(([name, { is }]) => !is(parameters[name] ?? ''));
	return wrong && `The parameter '${wrong[0]}' ${wrong[1].means}.`;
}

/** Where the browser goes with the outcome. */
function answeredRedirect(grants: Grants, form: Record<string, string>): string {
	const redirect = new URL(form.redirect_uri);
	for (const [name, value] of Object.entries(outcome(grants, form))) {
		redirect.searchParams.set(name, value);
	}
	if ('state' in form) redirect.searchParams.set('state', form.state);
	return redirect.href;
}

function outcome(grants: Grants, form: Record<string, string>): Record<string, string> {
	if (form.choice === 'cancel') {
		return {
			error: 'access_denied',
			error_description: 'AADSTS65004: The user declined to consent to access the app.',
		};
	}
	if (form.client_id.startsWith(noConsent)) {
		return {
			error: 'consent_required',
			error_description:
				'AADSTS65001: The user or administrator has not consented to use the application.',
		};
	}
	return {
		code: grants.issueCode({
			clientId: form.client_id,
			scope: form.scope,
			user: form.user,
			redirectUri: form.redirect_uri,
			codeChallenge: form.code_challenge,
		}),
	};
}

function isWebAddress(text: string): boolean {
	return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
