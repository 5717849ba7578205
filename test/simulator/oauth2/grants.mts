import { createHash, randomBytes } from 'node:crypto';
import { AUDIENCES, type Audience } from './audiences.mts';
import { type EntraFailure, entraFailures } from './entraFailures.mts';

/** The answer of the token endpoint. */
export interface TokenSet {
	token_type: 'Bearer';
	scope: string;
	/** In seconds. */
	expires_in: number;
	access_token: string;
	/** Only when `offline_access` was asked for. */
	refresh_token?: string;
	/** Only when `openid` was asked for; unsigned. */
	id_token?: string;
}

/** What a person agreed to when signing in. */
export interface Consent {
	clientId: string;
	scope: string;
	user: string;
}

/** A sign-in that waits for its code to be redeemed. */
export interface SignIn extends Consent {
	redirectUri: string;
	/** PKCE's, by the method S256. */
	codeChallenge: string;
}

/** Who wants tokens for a grant. */
export interface Requester {
	clientId: string;
	/** What was consented to if it is missing. */
	scope?: string;
}

/** Thrown when a code or a refresh token is no good. */
export class GrantRefusal extends Error {
	constructor(readonly failure: EntraFailure) {
		super(failure.description);
	}
}

const codeLifetimeMs = 10 * 60 * 1000;

/** The codes and tokens that were issued; all of them opaque random strings. */
export class Grants {
	private readonly codes = new Map<string, { signIn: SignIn; expires: number; used: boolean }>();

	private readonly accessTokens = new Map<string, { consent: Consent; expires: number }>();

	private readonly refreshTokens = new Map<
		string,
		{ consent: Consent; state: 'valid' | 'used' | 'revoked' }
	>();

	constructor(
		private readonly accessTokenLifetimeSeconds: number,
		private readonly now: () => Date,
	) {}

	issueCode(signIn: SignIn): string {
		const code = secret();
		this.codes.set(code, { signIn, expires: this.time() + codeLifetimeMs, used: false });
		return code;
	}

	/** @throws GrantRefusal when the code, or what must go with it, is wrong; a code is good for one try */
	redeemCode(
		code: string,
		given: Requester & { redirectUri: string; codeVerifier: string },
	): TokenSet {
		const issued = this.codes.get(code);
		if (issued === undefined) throw new GrantRefusal(entraFailures.unknownCode);
		if (issued.used) throw new GrantRefusal(entraFailures.usedCode);
		issued.used = true;
		const { signIn, expires } = issued;
		if (expires <= this.time()) throw new GrantRefusal(entraFailures.expiredCode);
		checkRequester(given, signIn);
		if (signIn.redirectUri !== given.redirectUri) {
			throw new GrantRefusal(entraFailures.otherRedirectUri);
		}
		if (signIn.codeChallenge !== challengeOf(given.codeVerifier)) {
			throw new GrantRefusal(entraFailures.wrongVerifier);
		}
		return this.issueTokens(signIn);
	}

	/**
	 * A new token set; the refresh token is used up.
	 *
	 * @throws GrantRefusal when the refresh token isn't valid, belongs to another client or is asked another scope
	 */
	refresh(refreshToken: string, requester: Requester): TokenSet {
		const issued = this.refreshTokens.get(refreshToken);
		if (issued?.state === 'revoked') throw new GrantRefusal(entraFailures.revokedRefreshToken);
		if (issued?.state !== 'valid') throw new GrantRefusal(entraFailures.usedRefreshToken);
		checkRequester(requester, issued.consent);
		issued.state = 'used';
		return this.issueTokens(issued.consent);
	}

	issueTokens(consent: Consent): TokenSet {
		const lifetime = this.accessTokenLifetimeSeconds;
		const scopes = consent.scope.split(/\s+/);
		const tokens: TokenSet = {
			token_type: 'Bearer',
			scope: consent.scope,
			expires_in: lifetime,
			access_token: secret(),
		};
		const expires = this.time() + lifetime * 1000;
		this.accessTokens.set(tokens.access_token, { consent, expires });
		if (scopes.includes('offline_access')) {
			tokens.refresh_token = secret();
			this.refreshTokens.set(tokens.refresh_token, { consent, state: 'valid' });
		}
		if (scopes.includes('openid')) tokens.id_token = idToken(consent);
		return tokens;
	}

	/** The consent behind an access token; undefined if the token is not valid for the audience. */
	consentOf(token: string, audience: Audience): Consent | undefined {
		const issued = this.accessTokens.get(token);
		if (issued === undefined || issued.expires <= this.time()) return undefined;
		const isFor = (scope: string) => scope.startsWith(`${AUDIENCES[audience]}/`);
		return issued.consent.scope.split(/\s+/).some(isFor) ? issued.consent : undefined;
	}

	expireAccessTokens(): void {
		this.accessTokens.clear();
	}

	revokeRefreshTokens(): void {
		for (const issued of this.refreshTokens.values()) issued.state = 'revoked';
	}

	private time(): number {
		return this.now().getTime();
	}
}

/** @throws GrantRefusal when the consent was another client's, or for another resource */
function checkRequester({ clientId, scope }: Requester, consent: Consent): void {
	if (clientId !== consent.clientId) throw new GrantRefusal(entraFailures.otherClient);
	if (scope && resourceScopes(scope) !== resourceScopes(consent.scope)) {
		throw new GrantRefusal(entraFailures.otherScope);
	}
}

/** The scopes without those of OpenID Connect, which stand for no resource. */
function resourceScopes(scope: string): string {
	return scope
		.split(/\s+/)
		.filter((name) => !['', 'openid', 'profile', 'email', 'offline_access'].includes(name))
		.sort()
		.join(' ');
}

function challengeOf(codeVerifier: string): string {
	return createHash('sha256').update(codeVerifier).digest('base64url');
}

function secret(): string {
	return randomBytes(32).toString('base64url');
}

function idToken({ clientId, user }: Consent): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	return `${part({ alg: 'none' })}.${part({ aud: clientId, preferred_username: user })}.`;
}
