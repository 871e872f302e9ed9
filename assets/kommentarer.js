// "Svara" below a comment: it chooses that comment in the form, so that nobody has to look for it. In a
// blog that takes comments by e-mail, it writes the name and the address of the comment in the letter.

const UNSAID = encodeURIComponent("Svar till, om du svarar någon: ");

function answer(link) {
  const target = document.querySelector("#_svara");
  const comment = link.closest(".comment");
  if (target.href) {
    target.dataset.letter ??= target.href;
    const name = comment.querySelector(".who b").textContent.trim();
    const place = new URL(`#${comment.id}`, location.href).href;
    target.href = target.dataset.letter.replace(UNSAID, encodeURIComponent(`Svar till ${name}: ${place}`));
    document.querySelector("#_svar-till").textContent =
      `Ditt meddelande blir ett svar till ${name}. Svarar du ingen tar du bort den raden i meddelandet.`;
  } else {
    // The choices are the comments in the order of the page; before them, the text itself.
    target.selectedIndex = [...document.querySelectorAll(".reply a")].indexOf(link) + 1;
  }
  target.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".reply a");
  // The link is followed too, so that Back leads from the form to the comment that one has read.
  if (link) answer(link);
});
