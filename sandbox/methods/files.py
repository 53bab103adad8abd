"""files.*: uploading in three steps, and what is known of a file."""

import mimetypes

from sandbox.errors import SlackError
from sandbox.methods.chat import destination
from sandbox.methods.table import method, required, structure
from sandbox.state import Json, SharedFile, new_secret
from sandbox.workspace import Workspace


@method("files.getUploadURLExternal", tier=4, scope="files:write")
def get_upload_url(workspace: Workspace, arguments: Json) -> Json:
    name = str(required(arguments, "filename"))
    try:
        length = int(required(arguments, "length"))
    except ValueError as wrong:
        raise SlackError("invalid_arguments") from wrong
    state = workspace.state
    file = SharedFile(id=state.new_id("F"), name=name, owner=state.app_user, ticket=new_secret(), length=length)
    state.files[file.id] = file
    return {"upload_url": f"{workspace.url}/upload/v1/{file.id}/{file.ticket}", "file_id": file.id}


@method("files.completeUploadExternal", tier=4, scope="files:write")
def complete_upload(workspace: Workspace, arguments: Json) -> Json:
    wanted = structure(arguments, "files", "invalid_arguments")
    if not isinstance(wanted, list) or not all(isinstance(each, dict) for each in wanted):
        raise SlackError("invalid_arguments")
    files = [_uploaded(workspace, each) for each in wanted]
    if not files:
        raise SlackError("invalid_arguments")
    given = arguments.get("channels") or arguments.get("channel_id") or ""
    for channel in given.split(",") if given else ():
        conversation = destination(workspace, channel)
        for file in files:
            file.channels.append(conversation.id)
        message: Json = {
            "type": "message",
            "subtype": "file_share",
            **workspace.author,
            "text": arguments.get("initial_comment") or "",
            "files": [file_object(workspace, file) for file in files],
        }
        if arguments.get("thread_ts"):
            message["thread_ts"] = arguments["thread_ts"]
        workspace.state.post(conversation, message)
    return {"files": [file_object(workspace, file) for file in files]}


@method("files.info", tier=4, scope="files:read")
def files_info(workspace: Workspace, arguments: Json) -> Json:
    return {"file": file_object(workspace, _known(workspace, required(arguments, "file")))}


@method("files.delete", tier=3, scope="files:write")
def files_delete(workspace: Workspace, arguments: Json) -> Json:
    file = _known(workspace, required(arguments, "file"))
    if file.owner != workspace.state.app_user:
        raise SlackError("cant_delete_file")
    del workspace.state.files[file.id]
    return {}


def file_object(workspace: Workspace, file: SharedFile) -> Json:
    """Give Slack's file object; `url` is where the page's people download it."""
    mimetype = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    private = f"{workspace.url}/files-pri/{file.id}/{file.name}"
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": mimetype,
        "filetype": file.name.rpartition(".")[2],
        "size": len(file.content or b""),
        "user": file.owner,
        "url_private": private,
        "url_private_download": private,
        "url": f"/page/file/{file.id}",
        "channels": list(file.channels),
    }


def _known(workspace: Workspace, key: str) -> SharedFile:
    file = workspace.state.files.get(key)
    if file is None:
        raise SlackError("file_not_found")
    return file


def _uploaded(workspace: Workspace, wanted: Json) -> SharedFile:
    file = _known(workspace, str(wanted.get("id", "")))
    if file.content is None:
        raise SlackError("file_not_found")
    file.title = str(wanted.get("title") or file.name)
    return file
