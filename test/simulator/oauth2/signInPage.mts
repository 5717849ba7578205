/** The address that the sign-in page suggests. */
export const suggestedUser = 'jane.doe@contoso.com';

/** The page on which a person signs in; what the request asked for travels along in hidden fields. */
export function signInPage(query: Record<string, string | undefined>): string {
	const hidden = Object.entries(query).map(
		([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
	);
	return page(
		'Sign in',
		`<p><strong>Partner Center simulator. This is not a Microsoft sign-in page.</strong></p>
<p>The app <code>${escaped(query.client_id)}</code> asks to read and change the made-up leads and opportunities of this simulator. Enter any email address. No password is needed.</p>
<form method="post">
${hidden.join('\n')}
<label for="user">User</label>
<input id="user" name="user" type="email" value="${suggestedUser}" required>
<button name="choice" value="signIn">Sign in</button>
<button name="choice" value="cancel" class="quiet" formnovalidate>Cancel</button>
</form>`,
	);
}

/** The page that says why a sign-in can't begin; there is nowhere safe to redirect to. */
export function refusalPage(reason: string): string {
	return page(
		'This sign-in can’t begin',
		`<p><strong>Partner Center simulator. This is not a Microsoft sign-in page.</strong></p>
<p>${escaped(reason)}</p>`,
	);
}

function page(title: string, content: string): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Partner Center simulator</title>
<style>
body { margin: 0; background: #f2f0ea; color: #24211d; font: 16px/1.5 system-ui, sans-serif; }
main { box-sizing: border-box; max-width: 28rem; margin: 10vh auto; padding: 2rem; background: #fff; border: 1px solid #d8d3c8; border-radius: 8px; }
h1 { margin: 0 0 1rem; font-size: 1.4rem; }
label { display: block; margin-bottom: .25rem; }
input { box-sizing: border-box; width: 100%; margin-bottom: 1rem; padding: .5rem; font: inherit; border: 1px solid #8a8478; border-radius: 4px; }
button { padding: .5rem 1.25rem; font: inherit; color: #fff; background: #1f5f4a; border: 1px solid #1f5f4a; border-radius: 4px; cursor: pointer; }
button.quiet { color: #1f5f4a; background: #fff; }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
}

const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function escaped(text = ''): string {
	return text.replace(/[&<>"']/g, (character) => entities[character]);
}
