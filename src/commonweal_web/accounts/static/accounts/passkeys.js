// Starts allauth's own script for passkeys on the form that the page names, without a script
// within the page: the content security policy forbids those.
document.addEventListener('DOMContentLoaded', () => {
  if (!window.PublicKeyCredential) return
  for (const said of document.querySelectorAll('[data-passkey]')) {
    const { passkey, show, ...ids } = said.dataset
    for (const name of ['login', 'authenticate', 'add']) {
      if (ids[name] && !document.getElementById(ids[name])) return
    }
    allauth.webauthn.forms[passkey]({ ids })
    if (show) document.getElementById(show).hidden = false
  }
})
