/** Shows photos, videos and stickers at a size that fits the bubble. */

import { people } from "/web/app/people_api.js";
import { button, element } from "/web/ui/element.js";

/** The largest of a photo's sizes. */
function largestPhoto(sizes) {
  return sizes.reduce((largest, size) =>
    size.width * size.height > largest.width * largest.height ? size : largest,
  );
}

/** Draw a photo that opens enlarged when pressed. */
export function photo(message, actions) {
  const size = largestPhoto(message.photo);
  const address = people.fileAddress(size.file_id);
  // Width and height are known before the bytes arrive, so the chat does not jump when they do.
  const image = element("img", {
    src: address,
    width: size.width,
    height: size.height,
    alt: message.caption || "Photo",
    loading: "lazy",
  });
  const open = () => actions.showPhoto({ address, caption: message.caption });
  return button(
    {
      class: `photo${message.has_media_spoiler ? " veiled" : ""}`,
      "aria-label": "Enlarge the photo",
      on: { click: open },
    },
    image,
  );
}

/** Draw a video, a video note or an animation. */
export function video(file, isAnimation) {
  const address = people.fileAddress(file.file_id);
  return element("video", {
    class: "video",
    src: address,
    controls: !isAnimation,
    autoplay: isAnimation,
    loop: isAnimation,
    muted: isAnimation,
    playsinline: true,
  });
}

/** Draw a sticker; a moving one shows as its emoji, which every browser can. */
export function sticker({ file_id: fileId, emoji, is_animated: isAnimated, is_video: isVideo }) {
  if (isAnimated || isVideo) return element("span", { class: "jumbo" }, emoji ?? "");
  return element("img", { class: "sticker", src: people.fileAddress(fileId), alt: emoji ?? "Sticker" });
}
